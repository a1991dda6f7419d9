"""A client stands here twice: made one, its old address leads on, and the undo brings both back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.dossiers import key_of, new_dossier
from e2e.house import House, go

pytestmark = pytest.mark.req("PAR-25")
ONE, OTHER = "Осташковский кожевенный двор", "Осташковский кожевенный двор, филиал"
PHONES = ("+7 910 548-11-22", "+7 910 548-33-44")


def both(demo: House) -> tuple[str, str]:
    """The client twice, each with a phone and a deal of its own; their addresses."""
    one = demo.inside(new_dossier, "seller", ONE, PHONES[0], "Дубильные барабаны")
    other = demo.inside(new_dossier, "seller", OTHER, PHONES[1], "Сушильная камера")
    return one, other


def shows(page: Page, address: str, *, own: tuple[str, ...], foreign: tuple[str, ...]) -> None:
    """The page of a client with these words on it, and without those."""
    go(page, address)
    main = page.get_by_role("main")
    for text in own:
        expect(main).to_contain_text(text)
    for text in foreign:
        expect(main).not_to_contain_text(text)


def test_a_client_that_stands_here_twice_becomes_one_and_two_again(
    demo: House, visit: Callable[..., Page]
) -> None:
    one, other = both(demo)
    page = visit("head")
    go(page, "/parties/?mode=table&q=Осташковский+кожевенный")
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    page.get_by_role("link", name="Объединить").or_(
        page.get_by_role("button", name="Объединить")
    ).first.click()
    page.wait_for_url("**/merging/party/**")
    page.get_by_role("radio", name=ONE, exact=True).first.check()
    page.locator("tr").filter(has_text="Название").get_by_role("radio").last.check()
    page.keyboard.press("Control+Enter")

    page.wait_for_url(f"**{one}**")
    for text in (*PHONES, "Дубильные барабаны", "Сушильная камера"):
        expect(page.get_by_role("main")).to_contain_text(text)
    assert key_of(one) in page.request.get(other).url
    expect(page.get_by_role("button", name="Отменить объединение")).to_be_visible()

    page.locator(".toast").get_by_role("button", name="Отменить").click()
    expect(page.get_by_role("main")).not_to_contain_text(PHONES[1])
    shows(page, one, own=(PHONES[0], "Дубильные барабаны"), foreign=(PHONES[1], "Сушильная"))
    shows(page, other, own=(PHONES[1], "Сушильная камера"), foreign=(PHONES[0], "Дубильные"))


def test_two_that_only_look_alike_are_told_apart(demo: House, visit: Callable[..., Page]) -> None:
    page = visit("head")
    go(page, "/duplicates/?kind=party")
    pair = page.locator(".duplicate").first
    said = pair.get_attribute("aria-label") or ""
    pair.get_by_role("button", name="Это разные").click()
    expect(page.locator(f'.duplicate[aria-label="{said}"]')).to_have_count(0)

    page.get_by_role("link", name="Не дубликаты").click()
    expect(page.get_by_role("main")).to_contain_text(said.split(" — ")[0])
    told = page.locator("#apart li").filter(has_text=said.split(" — ")[0])
    told.get_by_role("button", name="Вернуть в очередь").first.click()
    expect(told).to_have_count(0)
    go(page, "/duplicates/?kind=party")
    expect(page.locator(f'.duplicate[aria-label="{said}"]')).to_have_count(1)
