"""The table of a list: filters, sorts, pages, cells, bulk acts, views, export."""

import io
import json
from datetime import date
from decimal import Decimal
from urllib.parse import quote

import openpyxl
import pytest
from django.test import Client

from orbita.parties.classifier.commands import place_parties
from orbita.parties.classifier.tests import factories as trees
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.parties.roles.commands import set_role
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol, signed_in
from orbita.platform.lists.models import SavedView
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal, stage

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def shown(client: Client, address: str) -> list[str]:
    """Titles of the deals on a page, in their order."""
    page = client.get(address).content.decode()
    return [p.split("</a>")[0].split(">")[-1] for p in page.split("data-row-link")[1:]]


def where(*condition: object) -> str:
    return quote(json.dumps(condition))


@pytest.mark.req("ANL-05")
@pytest.mark.req("PAR-02")
def test_conditions_nest_and_reach_related_records(client: Client) -> None:
    north = organisation("Север", city="Мурманск")
    deal("near", party_id=north.pk, amount=Decimal(5))
    deal("dear", party_id=north.pk, amount=Decimal(500))
    deal("far", party_id=organisation("Юг", city="Сочи").pk, amount=Decimal(500))
    condition = where(
        "and",
        ["party.city", "is", "мурманск"],
        ["or", ["amount", "gte", 100], ["title", "is", "x"]],
    )
    assert shown(signed_in(client), f"/deals/?mode=table&where={condition}") == ["dear"]


@pytest.mark.req("PAR-02")
def test_several_sort_keys_count_in_their_order(client: Client) -> None:
    for title, amount in (("b", 1), ("a", 1), ("c", 2)):
        deal(title, amount=Decimal(amount))
    assert shown(signed_in(client), "/deals/?mode=table&sort=-amount,title") == ["c", "a", "b"]


def test_pages_follow_each_other_without_a_gap_whatever_is_empty(client: Client) -> None:
    for number in range(120):
        deal(f"{number:03}", amount=Decimal(number % 7) if number % 3 else None)
    seller = signed_in(client)
    for sort in ("amount", "-amount", "title", "-amount,-title"):
        address: str | None = f"/deals/?mode=table&sort={sort}"
        seen: list[str] = []
        back: list[list[str]] = []
        while address:
            titles = shown(seller, address)
            back.append(titles)
            seen += titles
            page = seller.get(address).content.decode()
            marker = 'aria-label="Further"' if "Further" in page else 'aria-label="Дальше"'
            links = [p for p in page.split("<a ") if marker in p]
            address = (
                links[0].split('href="')[1].split('"')[0].replace("&amp;", "&") if links else None
            )
        assert len(seen) == len(set(seen)) == 120, sort


def test_the_page_before_is_the_same_page_again(client: Client) -> None:
    for number in range(120):
        deal(f"{number:03}")
    seller = signed_in(client)
    first = "/deals/?mode=table&sort=title"
    second = _link(seller, first, "Further", "Дальше")
    third = _link(seller, second, "Further", "Дальше")
    assert shown(seller, _link(seller, third, "Back", "Назад")) == shown(seller, second)
    assert shown(seller, _link(seller, second, "Back", "Назад")) == shown(seller, first)


def _link(client: Client, address: str, *labels: str) -> str:
    page = client.get(address).content.decode()
    part = next(p for p in page.split("<a ") if any(f'aria-label="{word}"' in p for word in labels))
    return part.split('href="')[1].split('"')[0].replace("&amp;", "&")


def test_a_condition_that_nobody_understands_shows_nothing_wrong(client: Client) -> None:
    deal("kept")
    seller = signed_in(client)
    assert shown(seller, "/deals/?mode=table&where=%5B%22nonsense") == ["kept"]
    assert shown(seller, f"/deals/?mode=table&where={where('password', 'is', 'x')}") == []


@pytest.mark.parametrize("count", [10, 1000])
def test_statements_do_not_grow_with_rows(
    client: Client, count: int, django_assert_max_num_queries: object
) -> None:
    first = deal("x")
    Deal.objects.bulk_create(
        [
            Deal(title=f"d{n}", stage=first.stage, owner=first.owner, amount=n)
            for n in range(count - 1)
        ]
    )
    seller = signed_in(client)
    for address in ("/deals/", "/deals/?mode=table", "/parties/", "/deals/totals/"):
        seller.get(address)
        with django_assert_max_num_queries(14):  # type: ignore[operator]
            seller.get(address)


def test_a_cell_is_edited_in_place(client: Client) -> None:
    edited = deal(amount=Decimal(10))
    seller = signed_in(client)
    control = seller.get(f"/deals/cells/{edited.pk}/amount/").content.decode()
    assert 'value="10.00"' in control
    data = {"value": "1 250 000,50", "seen": '"10.00"'}
    answer = seller.post(f"/deals/cells/{edited.pk}/amount/", data, headers=HTMX)
    edited.refresh_from_db()
    assert edited.amount == Decimal("1250000.50")
    assert f'id="row-{edited.pk}"' in answer.content.decode()


def test_a_cell_that_another_has_changed_is_not_overwritten(client: Client) -> None:
    edited = deal(amount=Decimal(10))
    Deal.objects.filter(pk=edited.pk).update(amount=20)
    data = {"value": "30", "seen": '"10.00"'}
    answer = signed_in(client).post(f"/deals/cells/{edited.pk}/amount/", data, headers=HTMX)
    edited.refresh_from_db()
    assert (answer.status_code, edited.amount) == (409, Decimal(20))


@pytest.mark.parametrize(("key", "value"), [("amount", "many"), ("expected_on", "31.02.2026")])
def test_a_value_that_does_not_fit_is_refused_with_a_hint(
    client: Client, key: str, value: str
) -> None:
    edited = deal()
    answer = signed_in(client).post(
        f"/deals/cells/{edited.pk}/{key}/", {"value": value}, headers=HTMX
    )
    assert answer.status_code == 422
    assert value in answer.content.decode()


def test_a_pasted_column_fills_the_cells_in_one_act(client: Client) -> None:
    deals = [deal() for _n in range(3)]
    data = {
        "field": "amount",
        "ids": json.dumps([str(d.pk) for d in deals]),
        "values": json.dumps(["1", "2", "3"]),
    }
    seller = signed_in(client)
    seller.post("/deals/cells/", data, headers=HTMX)
    assert set(Deal.objects.values_list("amount", flat=True)) == {1, 2, 3}
    seller.post("/acts/last/undo/", headers=HTMX)
    assert set(Deal.objects.values_list("amount", flat=True)) == {None}


def test_a_bulk_act_reaches_all_that_match_and_no_others(client: Client) -> None:
    for number in range(60):
        deal("match" if number % 2 else "other")
    condition = where("title", "is", "match")
    data = {"matching": "1", "confirmed": "1", "stage": stage(1).pk}
    signed_in(client).post(f"/deals/bulk/stage/?where={condition}", data, headers=HTMX)
    assert set(Deal.objects.filter(stage=stage(1)).values_list("title", flat=True)) == {"match"}
    assert Deal.objects.filter(stage=stage(1)).count() == 30


@pytest.mark.req("PLT-09")
def test_a_bulk_act_on_a_strangers_record_is_refused(client: Client) -> None:
    hidden = deal(owner=alice())
    data = {"ids": [hidden.pk]}
    answer = signed_in(client, carol()).post("/deals/bulk/deletion/", data, headers=HTMX)
    assert answer.status_code == 404
    assert Deal.objects.get(pk=hidden.pk).deleted_at is None


@pytest.mark.req("ANL-05")
@pytest.mark.req("PAR-02")
def test_a_shared_view_shows_each_his_own_records(client: Client) -> None:
    deal("hers", owner=alice())
    deal("his", owner=carol())
    data = {"name": "Everything", "sharing": "everybody"}
    condition = where("amount", "empty")
    signed_in(client).post(f"/deals/views/?mode=table&where={condition}", data, headers=HTMX)
    view = SavedView.objects.get()
    assert shown(signed_in(Client(), alice()), f"/deals/?view={view.pk}") == ["hers"]
    assert shown(signed_in(Client(), carol()), f"/deals/?view={view.pk}") == ["his"]


def test_a_private_view_is_nobody_elses(client: Client) -> None:
    deal("one")
    data = {"name": "Mine", "sharing": "private"}
    signed_in(client).post(f"/deals/views/?where={where('title', 'is', 'zzz')}", data, headers=HTMX)
    view = SavedView.objects.get()
    assert shown(signed_in(Client(), bob()), f"/deals/?view={view.pk}&mode=table") == ["one"]


@pytest.mark.req("PLT-13")
def test_an_export_holds_all_that_match_in_the_shown_columns(client: Client) -> None:
    for number in range(60):
        deal(f"d{number}", amount=Decimal("10.5"))
    deal('=HYPERLINK("http://x")')
    seller = signed_in(client)
    lines = b"".join(seller.get("/deals/export.csv?columns=amount")).decode().splitlines()
    assert len(lines) == 62
    assert any(line.startswith("\"'=HYPERLINK") for line in lines)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(seller.get("/deals/export.xlsx"))))
    assert book.active is not None and book.active.max_row == 62


def test_a_deleted_party_leaves_the_list_and_comes_back_by_undo(client: Client) -> None:
    gone = organisation("Gone")
    seller = signed_in(client)
    seller.post("/parties/bulk/deletion/", {"ids": [gone.pk]}, headers=HTMX)
    assert "Gone" not in seller.get("/parties/").content.decode()
    seller.post("/acts/last/undo/", headers=HTMX)
    assert Party.objects.get(pk=gone.pk).deleted_at is None


@pytest.mark.req("PAR-01")
def test_a_branch_with_its_descendants_filters_clients_and_their_deals(client: Client) -> None:
    industry = trees.tree()
    trade = trees.branch(industry, "Торговля")
    shops = trees.branch(industry, "Магазины", trade)
    inside, outside = organisation("Лавка"), organisation("Завод")
    place_parties([inside.pk], branch_id=shops.pk, by=actor(bob()))
    deal("in", party_id=inside.pk)
    deal("out", party_id=outside.pk)
    seller = signed_in(client)
    under = where("branch", "under", [str(trade.pk)])
    assert shown(seller, f"/parties/?where={under}") == ["Лавка"]
    under = where("party.branch", "under", [str(trade.pk)])
    assert shown(seller, f"/deals/?mode=table&where={under}") == ["in"]
    beside = where("not", ["party.branch", "under", [str(trade.pk)]])
    assert shown(seller, f"/deals/?mode=table&where={beside}") == ["out"]


@pytest.mark.req("PAR-24")
def test_clients_are_filtered_by_their_roles(client: Client) -> None:
    dealer = organisation("Дилер")
    organisation("Другой")
    set_role(dealer.pk, role="dealer", data={}, by=actor())
    both = where("role", "in", ["dealer", "supplier"])
    assert shown(signed_in(client), f"/parties/?where={both}") == ["Дилер"]


def test_a_month_shows_each_deal_on_its_day_and_leads_to_the_rest(client: Client) -> None:
    for number in range(6):
        deal(f"Busy {number}", expected_on=date(2026, 5, 12))
    deal("Later", expected_on=date(2026, 6, 20))
    page = signed_in(client).get("/deals/?mode=calendar&cursor=2026-05").content.decode()
    assert page.count('class="month-entry"') == 4
    assert "Later" not in page
    link = page.split('class="xs link" href="')[1].split('"')[0].replace("&amp;", "&")
    assert len(shown(client, link)) == 6


@pytest.mark.parametrize("text", ["", "2026-13", "x", "0000-00", "99999-01"])
def test_a_broken_month_is_this_month(client: Client, text: str) -> None:
    assert signed_in(client).get(f"/deals/?mode=calendar&cursor={text}").status_code == 200
