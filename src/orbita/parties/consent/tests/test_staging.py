"""A staging copy holds nothing of the original's people, and still is an installation that works."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from orbita.parties.consent.slots import personal_data
from orbita.parties.consent.staging.columns import columns
from orbita.parties.consent.staging.copying import Made, anonymise
from orbita.parties.consent.staging.kept import EMPTIED, KEPT, base
from orbita.parties.consent.tests import factories as privacy
from orbita.parties.directory.models import ContactPoint, Party
from orbita.parties.directory.tests import factories as parties
from orbita.parties.roles.commands import set_role
from orbita.parties.segments.models import Segment
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people
from orbita.platform.files.commands import attach_file
from orbita.platform.files.models import FileContent, StoredFile
from orbita.platform.lists.models import SavedView
from orbita.platform.records.slots import RecordRef
from orbita.platform.search.queries import find
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests import factories as deals
from orbita.sales.leads.models import Lead
from orbita.sales.leads.tests import factories as leads

pytestmark = pytest.mark.django_db

OWN = ("Пржевальск", "director@orbita-staging.example", "7707083893", "Мышьяк")
"""What is known of an employee, of a company, and what a file says."""
COUNTED = (Party, ContactPoint, Deal, Lead, User, StoredFile)


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    """Files of an installation of its own."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


def _filled() -> Party:
    person = privacy.marked_person()
    company = parties.organisation("ООО «Пржевальский конь»", inn="7707083893")
    privacy.mentions(person, company)
    set_role(person.pk, "customer", data={"price_level": "Бабочки"}, by=people.actor())
    deals.deal("Шкаф для Аристарха Жмеринковского", party_id=person.pk, note="Жена Калерия против")
    leads.lead("Нужен шкаф", person_name="Аристарх", phone="+7 (916) 555-44-33", city="Урюпинск")
    people.employee("director", last_name="Пржевальская", email="director@orbita-staging.example")
    Segment.objects.create(
        name="Вокруг Аристарха", owner=people.alice(), sort="dynamic",
        condition='["and",["city","is","Урюпинск"],["won_count","gte","1"]]',
    )  # fmt: skip
    SavedView.objects.create(
        owner=people.alice(), kind="party", name="Жмеринковский", query={"q": "zhmerinka"}
    )
    attach_file(
        privacy.upload("Паспорт Жмеринковского.txt", "Урюпинск, 17.04.1981"),
        to=RecordRef("party", person.pk),
        by=people.actor(),
    )
    FileContent.objects.update(text="Мышьяк для Жмеринковского")
    return person


def _counts() -> list[int]:
    return [model._base_manager.count() for model in COUNTED]


@pytest.mark.req("PLT-19")
def test_a_scan_of_every_table_of_the_copy_finds_nothing_of_the_original(client: Client) -> None:
    person, admin = _filled(), people.admin()
    before = _counts()
    wanted = (*privacy.MARKERS, *OWN)
    assert len(privacy.found_in_tables(wanted)) > 20

    made = anonymise()

    assert privacy.found_in_tables(wanted) == {}
    assert _counts() == before
    _opens(client, person, admin, made)


def _opens(client: Client, person: Party, admin: User, made: Made) -> None:
    """The administrator signs in by the new password, the client's page and the search answer."""
    admin.refresh_from_db()
    assert (made.mail, admin.check_password(made.password)) == (admin.email, True)
    person.refresh_from_db()
    assert person.first_name in person.name
    assert person.pk in {
        hit.id for hits in find(people.actor(admin), person.name).values() for hit in hits
    }
    assert client.login(email=made.mail, password=made.password)
    page = client.get(f"/parties/{person.pk}/")
    assert page.status_code == 200
    assert person.name in page.content.decode()


@pytest.mark.req("PLT-19")
def test_an_equal_contact_stays_equal_and_a_condition_keeps_its_fields() -> None:
    _filled()

    anonymise()

    point = ContactPoint.objects.get(channel="phone", party__last_name__gt="")
    assert point.normal == Lead.objects.get().phone_normal
    assert point.normal.startswith("+7000")
    condition = Segment.objects.get().condition
    assert '["won_count", "gte", "1"]' in condition
    assert '["city", "is", ' in condition


@pytest.mark.req("PLT-19")
def test_nobody_else_signs_in_and_nothing_is_left_to_send() -> None:
    people.admin()
    anonymise()

    assert [user.has_usable_password() for user in User.objects.order_by("pk")].count(True) == 1
    with connection.cursor() as cursor:
        for table in sorted(EMPTIED):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert (table, cursor.fetchone()) == (table, (0,))


@pytest.mark.req("PLT-19")
def test_nothing_declared_personal_is_kept_and_every_name_of_the_list_exists() -> None:
    kept = {f"{table}.{column}" for table, names in KEPT.items() for column in names}
    personal = {
        f"{plug.model._meta.db_table}.{name}"
        for plug in personal_data
        for name in (*plug.blank, *plug.token, *plug.scrub, *plug.along, *plug.marks)
    }
    with connection.cursor() as cursor:
        there = columns(cursor)

    assert kept & personal == set()
    assert kept - {f"{base(one.table)}.{one.name}" for one in there} == set()
    assert {one.table for one in there} >= EMPTIED


@pytest.mark.req("PLT-19")
def test_no_row_that_stays_points_at_a_table_that_comes_over_empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid::regclass::text = ANY(%s)",
            [sorted(EMPTIED)],
        )
        pointing = {base(table) for (table,) in cursor.fetchall()}

    assert pointing - EMPTIED == set()


@pytest.mark.req("PLT-19")
def test_the_command_refuses_what_is_no_copy(settings: Any) -> None:
    settings.ORBITA_STAGING = False
    parties.person("Аристарх")

    with pytest.raises(CommandError):
        call_command("anonymise_copy")

    assert Party.objects.get().name == "Аристарх"


@pytest.mark.req("PLT-19")
def test_every_page_of_a_copy_says_so(client: Client, settings: Any) -> None:
    signed_in = people.signed_in(client, people.admin())
    band = "Учебная копия: данные вымышлены"
    assert band not in signed_in.get("/settings/").content.decode()

    settings.ORBITA_STAGING = True

    assert band in signed_in.get("/settings/").content.decode()
    assert band in Client().get("/accounts/login/").content.decode()
