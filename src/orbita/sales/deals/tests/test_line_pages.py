"""The table of lines over HTTP: as a form, without scripts, with errors, with somebody else's edits."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.sales.deals import part_queries
from orbita.sales.deals.commands import LineDraft, set_lines, win_deal
from orbita.sales.deals.models import Deal, DealLine
from orbita.sales.deals.tests.factories import deal

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def rows(*lines: Mapping[str, object], known: int = 0) -> dict[str, object]:
    """What the table of fields submits."""
    sent = {f"line-{n}-{name}": value for n, row in enumerate(lines) for name, value in row.items()}
    return {"line-TOTAL_FORMS": len(lines), "line-INITIAL_FORMS": known, **sent}


def url(of: Deal) -> str:
    """The address of a deal's lines."""
    return f"/deals/{of.pk}/lines/"


def hidden(page: str, name: str) -> str:
    """The value of a hidden field as it was drawn."""
    tag = page.split(f'name="{name}" value="')[1].split('"')[0]
    return tag.replace("&quot;", '"')


def one_line(of: Deal) -> DealLine:
    """The deal with one line «Rack» of 100."""
    values = {"title": "Rack", "quantity": Decimal(2), "price": Decimal(100)}
    return set_lines(of.pk, lines=[LineDraft(values)], by=actor())[0]


@pytest.mark.req("SAL-01")
def test_rows_as_people_write_them_become_lines(client: Client) -> None:
    sold, seller = deal(), signed_in(client)
    page = seller.get(url(sold), headers=HTMX).content.decode()
    assert page.count('id="id_line-') > 3 and "__prefix__" in page
    racks = {"title": "Rack", "quantity": "2,5", "unit": "pcs", "price": "1 240,50"}
    works = {"title": "Works", "price": "1000", "discount": "10 %", "needed_on": "2027-01-31"}

    answer = seller.post(url(sold), rows(racks, works, {}), headers=HTMX)

    assert answer.status_code == 200
    sold.refresh_from_db()
    assert [row.amount for row in sold.lines.all()] == [Decimal("3101.25"), Decimal(900)]
    assert sold.amount == Decimal("4001.25")


@pytest.mark.req("SAL-01")
def test_without_scripts_the_table_is_a_page_with_three_empty_rows(client: Client) -> None:
    sold, seller = deal(), signed_in(client)
    page = seller.get(url(sold)).content.decode()
    assert page.count('name="line-2-title"') == 1 and 'name="line-3-title"' not in page
    answer = seller.post(url(sold), rows({"title": "Rack", "price": "5"}))
    assert (answer.status_code, answer["Location"]) == (303, f"/deals/{sold.pk}/")


@pytest.mark.req("SAL-01")
@pytest.mark.parametrize(
    "row", [{"price": "5"}, {"title": "Rack", "quantity": "0"}, {"title": "R", "price": "much"}]
)
def test_what_cannot_be_is_said_at_its_row(client: Client, row: dict[str, object]) -> None:
    sold = deal()
    answer = signed_in(client).post(url(sold), rows(row), headers=HTMX)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode() and not sold.lines.exists()


@pytest.mark.req("SAL-01")
def test_a_line_is_changed_and_removed_in_the_table(client: Client) -> None:
    sold, seller = deal(), signed_in(client)
    line = one_line(sold)
    page = seller.get(url(sold), headers=HTMX).content.decode()
    seen = {"id": line.pk, "base": hidden(page, "line-0-base")}
    sent = rows({**seen, "title": "Rack", "quantity": "3", "price": "100"}, known=1)
    assert seller.post(url(sold), sent, headers=HTMX).status_code == 200
    sold.refresh_from_db()
    assert sold.amount == 300
    page = seller.get(url(sold), headers=HTMX).content.decode()
    seen = {"id": line.pk, "base": hidden(page, "line-0-base")}
    gone = rows({**seen, "title": "Rack", "DELETE": "on"}, known=1)
    assert seller.post(url(sold), gone, headers=HTMX).status_code == 200
    assert not sold.lines.exists()


@pytest.mark.req("SAL-01")
def test_who_is_late_is_told_and_may_save_again_knowingly(client: Client) -> None:
    sold, seller = deal(owner=alice()), signed_in(client)
    line = one_line(sold)
    page = seller.get(url(sold), headers=HTMX).content.decode()
    mine = {"id": line.pk, "title": "Rack", "quantity": "2", "price": "150"}
    theirs = {"title": "Rack", "quantity": Decimal(2), "price": Decimal(70)}
    set_lines(sold.pk, lines=[LineDraft(theirs, line.pk)], by=actor(bob()))

    late = rows({**mine, "base": hidden(page, "line-0-base")}, known=1)
    told = seller.post(url(sold), late, headers=HTMX)

    assert told.status_code == 422
    assert "Bob" in told.content.decode() and "150" in told.content.decode()
    again = rows({**mine, "base": hidden(told.content.decode(), "line-0-base")}, known=1)
    assert seller.post(url(sold), again, headers=HTMX).status_code == 200
    line.refresh_from_db()
    assert line.price == 150


@pytest.mark.req("SAL-01")
def test_the_panel_says_sum_and_margin_and_from_how_many_lines(client: Client) -> None:
    sold = deal()
    costed = {"title": "Rack", "price": Decimal(1000), "cost": Decimal(750)}
    drafts = [LineDraft(costed), LineDraft({"title": "Works", "price": Decimal(500)})]
    set_lines(sold.pk, lines=drafts, by=actor())
    found = part_queries.lines_of(sold)
    sums = (found.amount, found.margin, found.margin_share)
    assert sums == (Decimal(1500), Decimal(250), Decimal(25))
    panel = signed_in(client).get(f"/records/deal/{sold.pk}/panels/deal-lines/", headers=HTMX)
    assert "25 %" in panel.content.decode()
    assert "1500" in client.get(f"/deals/{sold.pk}/").content.decode().replace("\xa0", "")


@pytest.mark.req("PLT-09")
def test_lines_of_others_and_of_closed_deals_are_not_edited(client: Client) -> None:
    sold = deal(owner=alice())
    assert signed_in(client, carol()).get(url(sold), headers=HTMX).status_code == 404
    win_deal(sold.pk, by=actor())
    assert signed_in(client).get(url(sold), headers=HTMX).status_code == 422


@pytest.mark.parametrize("count", [2, 40])
def test_statements_do_not_grow_with_the_lines(
    django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    sold, by = deal(), actor()
    drafts = [LineDraft({"title": f"Line {n}", "price": Decimal(n)}) for n in range(count)]
    with django_assert_max_num_queries(12):
        set_lines(sold.pk, lines=drafts, by=by)
    with django_assert_max_num_queries(1):
        assert part_queries.lines_of(sold).amount == sum(range(count))
