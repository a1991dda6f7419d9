"""What a role hides is on no page: every kind with every field that can be hidden, walked by address.

Each field holds a value that stands nowhere else. Whoever may see it meets it somewhere on the walk;
whoever may not meets it nowhere.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from orbita.parties.directory.models import BankAccount, Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.models import FieldRight, Grant
from orbita.platform.accounts.tests.factories import actor, employee, role, role_with, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.frame import command
from orbita.platform.lists.slots import screens
from orbita.platform.records.slots import kinds, panels
from orbita.platform.tracking import EVENT_MODELS
from orbita.sales.deals.models import Deal, DealLine
from orbita.sales.deals.tests.factories import deal, reason
from orbita.sales.leads.tests.factories import lead

pytestmark = pytest.mark.django_db
KINDS = ("party", "deal", "lead")
FIELDS = [(kind, name) for kind in KINDS for name in kinds[kind].restrictable]
EDIT = {"party": "/parties/{}/profile/", "deal": "/deals/{}/profile/", "lead": "/leads/{}/profile/"}
TITLE = "Кондор"
PHONE, MAIL, STREET, ACCOUNT = (
    "+79135550177",
    "zimorodok@vesna.example",
    "Зимородковая",
    "40702810900000007777",
)
"""Values of the parts of a client."""


def _value(field: Any, place: int) -> Any:
    """A value of this field that stands nowhere else."""
    if isinstance(field, models.DateField):
        return date(1931 + place, 3, 4)
    if isinstance(field, models.DecimalField):
        return Decimal(f"77{place:02}553")
    if isinstance(field, models.IntegerField):
        return 21733 + place
    if isinstance(field, models.JSONField):
        return {"Ключ": f"Зимородок{place}"}
    return f"Zim{place}"[: field.max_length or 20]


def _markers(value: Any) -> tuple[str, ...]:
    """How the value may stand on a page."""
    if isinstance(value, Decimal):
        whole = f"{value:.0f}"
        grouped = f"{int(whole):,}"
        return (whole, grouped.replace(",", "\u00a0"), grouped.replace(",", " "))
    if isinstance(value, date):
        return (str(value.year),)
    if isinstance(value, dict):
        return tuple(value.values())
    return (str(value),)


def _filled(kind: str) -> tuple[Any, dict[str, tuple[str, ...]]]:
    """A record of the kind with a value in every field, and the marks by field."""
    record = {"party": _party, "deal": _deal, "lead": lambda: lead(TITLE)}[kind]()
    values, marks = {}, {}
    for place, name in enumerate(kinds[kind].restrictable):
        field = kinds[kind].model._meta.get_field(name)
        if isinstance(field, models.ForeignKey):
            values[name], marks[name] = _pointed(name)
        elif field.one_to_many:
            marks[name] = {
                "contact_points": ("5550177", "555-01-77", MAIL),
                "addresses": (STREET,),
                "bank_accounts": (ACCOUNT,),
            }[name]
        else:
            values[name] = _value(field, place)
            marks[name] = _markers(values[name])
    _write(kind, record.pk, values, by=SYSTEM)
    return kinds[kind].model.objects.get(pk=record.pk), marks


@command
def _write(kind: str, key: Any, values: dict[str, Any], *, by: Any) -> None:
    kinds[kind].model.objects.filter(pk=key).update(**values)


def _party() -> Party:
    made = organisation(
        f"ООО «{TITLE}»",
        phones=(PHONE,),
        mails=(MAIL,),
        addresses=({"purpose": "legal", "street": STREET, "city": "Тверь"},),
    )
    BankAccount.objects.create(party=made, bik="044525225", account=ACCOUNT, bank="Банк")
    return made


def _deal() -> Deal:
    made = deal(TITLE, party_id=organisation().pk)
    DealLine.objects.create(deal=made, title="Лебёдка", quantity=1, price=Decimal(1), position=0)
    return made


def _pointed(name: str) -> tuple[Any, tuple[str, ...]]:
    if name == "lost_to":
        return organisation("ООО «Зимородок и партнёры»"), ("Зимородок и партнёры",)
    known = reason()
    type(known).objects.filter(pk=known.pk).update(name="Причина «Зимородок»")
    return known, ("Причина «Зимородок»",)


def _pages(client: Client, kind: str, record: Any) -> Iterator[tuple[str, str]]:
    """Every page about the record, with what stands on it."""
    screen = screens[kind]
    columns = ",".join(column.key for column in screen.table_columns)
    table = f"mode=table&columns={columns}"
    one = f"/records/{kind}/{record.pk}/"
    addresses = [
        f"/{screen.address}?{table}",
        f"/{screen.address}?mode=board",
        f"/{screen.address}?mode=calendar",
        f"/{screen.address}?mode=calendar&cursor=1933-03",
        f"/{screen.address}rows/{record.pk}/?{table}",
        f"/{screen.address}totals/?{table}",
        f"/{screen.address}filter/?{table}",
        f"/{screen.address}columns/?{table}",
        kinds[kind].url(record.pk),
        f"{one}peek/",
        f"{one}history/",
        EDIT[kind].format(record.pk),
        f"/search/?q={quote(TITLE)}",
        f"/search/palette/?q={quote(TITLE)}",
        f"{kinds[kind].url(record.pk)}?as_of={timezone.localdate() - timedelta(days=1)}",
        "/",
    ]
    for panel in panels:
        if kind in panel.kinds:
            addresses += [f"{one}panels/{panel.key}/", f"{one}panels/{panel.key}/?as_of=2026-01-01"]
    if kind == "deal":
        addresses += [
            f"/records/party/{record.party_id}/panels/deals/",
            f"/deals/{record.pk}/lines/",
        ]
    for address in addresses:
        yield address, client.get(address, headers=_headers(address)).content.decode()
    for form, read in (("csv", _text), ("xlsx", _unzipped)):
        reply = client.get(f"/{screen.address}export.{form}?{table}")
        yield f"export.{form}", read(b"".join(reply))


def _headers(address: str) -> dict[str, str]:
    return {"HX-Request": "true"} if "/records/" in address else {}


def _text(body: bytes) -> str:
    return body.decode()


def _unzipped(body: bytes) -> str:
    book = zipfile.ZipFile(io.BytesIO(body))
    return "".join(book.read(name).decode() for name in book.namelist())


def _reader(client: Client, hidden: dict[str, tuple[str, ...]], kind: str) -> Client:
    """Somebody with every right, from whose role these fields are hidden."""
    grants = dict(Grant.objects.filter(role=role("admin")).values_list("permission", "scope"))
    made = role_with(grants)
    FieldRight.objects.bulk_create(
        [FieldRight(role=made, kind=kind, field=name, level="hidden") for name in hidden]
    )
    return signed_in(client, employee(made))


def _aged(kind: str) -> None:
    """The history as if the record were made some days ago, so that it has a past to look at."""
    table = EVENT_MODELS[kinds[kind].model]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET pgh_created_at = pgh_created_at - interval '9 days'")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.mark.req("PLT-09")
@pytest.mark.parametrize("kind", KINDS)
def test_a_hidden_field_is_on_no_page(client: Client, kind: str) -> None:
    record, marks = _filled(kind)
    _aged(kind)
    open_pages = list(_pages(_reader(client, {}, kind), kind, record))
    closed_pages = list(_pages(_reader(client, marks, kind), kind, record))

    met = {
        name
        for name, said in marks.items()
        if any(mark in page for _address, page in open_pages for mark in said)
    }
    leaks = [
        (name, address)
        for name, said in marks.items()
        for address, page in closed_pages
        for mark in said
        if mark in page
    ]

    assert leaks == []
    assert set(marks) - met == set()


@pytest.mark.req("PLT-09")
@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_pages_stand_whichever_field_is_hidden(client: Client, kind: str, name: str) -> None:
    record, marks = _filled(kind)
    reader = _reader(client, {name: marks[name]}, kind)
    screen = screens[kind]
    columns = ",".join(column.key for column in screen.table_columns)

    replies = [
        reader.get(address)
        for address in (
            f"/{screen.address}?mode=table&columns={columns}",
            f"/{screen.address}",
            kinds[kind].url(record.pk),
            EDIT[kind].format(record.pk),
        )
    ]

    assert {reply.status_code for reply in replies} == {200}
    assert not [mark for mark in marks[name] for reply in replies if mark in reply.content.decode()]


@pytest.mark.req("PLT-09")
@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_not_found_by_the_words_of_a_hidden_field(client: Client, kind: str) -> None:
    record, marks = _filled(kind)
    words = [mark for said in marks.values() for mark in said]
    reader = _reader(client, marks, kind)

    found = [
        word
        for word in words
        for address in (
            f"/search/?q={quote(word)}",
            f"/{screens[kind].address}?mode=table&q={quote(word)}",
        )
        if str(record.pk) in reader.get(address).content.decode()
    ]

    assert found == []
    assert str(record.pk) in reader.get(f"/search/?q={quote(TITLE)}").content.decode()


@pytest.mark.req("PLT-09")
@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_a_hidden_field_is_unknown_to_filters_and_cells(
    client: Client, kind: str, name: str
) -> None:
    record, marks = _filled(kind)
    reader = _reader(client, {name: marks[name]}, kind)
    address = f"/{screens[kind].address}"
    where = quote(json.dumps([name, "filled", None]))
    filtered = reader.get(f"{address}?mode=table&where={where}")
    cell = reader.get(f"{address}cells/{record.pk}/{name}/")

    assert f"row-{record.pk}" not in filtered.content.decode()
    assert cell.status_code == 404
    assert actor(employee(role("admin"))).sees(kind, name)
