"""After an erasure nothing of the person is left: tables, history, search, files."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from orbita.parties.consent.commands import anonymise_person
from orbita.parties.consent.errors import (
    ErasureIsForGood,
    ErasureIsHeld,
    NotAPerson,
    PersonIsErased,
    ReasonIsMissing,
)
from orbita.parties.consent.models import Erasure
from orbita.parties.consent.tests import factories as privacy
from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests import factories as parties
from orbita.parties.roles.commands import set_role
from orbita.parties.segments.models import Segment
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.errors import NotAllowed, NotFound, NothingToUndo
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.models import Act
from orbita.platform.audit.commands import undo_act
from orbita.platform.fields.models import OwnField
from orbita.platform.files.commands import attach_file
from orbita.platform.files.models import Attachment
from orbita.platform.imports.models import Import
from orbita.platform.jobs.models import Work
from orbita.platform.lists.models import SavedView
from orbita.platform.merging.models import MergedRecord
from orbita.platform.notifications.models import Notice, Reminder
from orbita.platform.records.slots import RecordRef
from orbita.platform.search.queries import find
from orbita.sales.deals.commands import win_deal
from orbita.sales.deals.models import Deal, DealLine
from orbita.sales.deals.tests import factories as deals
from orbita.sales.leads.models import Lead
from orbita.sales.leads.tests import factories as leads

pytestmark = pytest.mark.django_db
Commits = Callable[..., AbstractContextManager[Any]]


def _sold(person: Party) -> Deal:
    """A deal of his that is over, with texts that name him."""
    made = deals.deal(
        "Шкаф для Аристарха Жмеринковского", party_id=person.pk, note="Жена Калерия против"
    )
    DealLine.objects.create(deal=made, title="Шкаф, Жмеринковский А.П.", quantity=1, price=90_000)
    return win_deal(made.pk, by=people.actor())


def _mechanics(person: Party) -> Import:
    """What the machinery has written down of him."""
    alice = people.alice()
    Notice.objects.create(
        user=alice, kind="x", values={"name": "Аристарх Жмеринковский"},
        record_kind="party", record_id=person.pk,
    )  # fmt: skip
    Notice.objects.create(user=alice, kind="x", values={"said": ["тел. 89165554433", 9165554433]})
    Reminder.objects.create(
        user=alice, at=timezone.now() + timedelta(1), record_kind="party", record_id=person.pk,
        text="Позвонить Аристарху",
    )  # fmt: skip
    SavedView.objects.create(
        owner=alice,
        kind="party",
        name="Жмеринковский Аристарх",
        query={"q": "zhmerinka@example.org"},
    )
    Work.objects.create(
        kind="x", title="Выгрузка: Жмеринковский А. П.", parameters={"q": "+7 916 555-44-33"}
    )
    Segment.objects.create(name="Вокруг", note="Кроме Аристарха Пантелеймоновича", owner=alice)
    made = Import.objects.create(
        kind="parties", file_name="Жмеринковский Аристарх.csv", sha256="0" * 64, by=alice
    )
    made.folder.mkdir(parents=True)
    made.source_path.write_text("Имя;Фамилия;Телефон\nАристарх;Жмеринковский;8-916-555-44-33\n")
    return made


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    """Files of an installation of its own: what other runs left behind is not scanned."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.mark.req("PAR-27")
def test_a_scan_of_everything_finds_nothing_of_an_erased_person(
    django_capture_on_commit_callbacks: Commits,
) -> None:
    person, company = privacy.marked_person(), parties.organisation()
    privacy.mentions(person, company)
    set_role(person.pk, "customer", data={"price_level": "Бабочки"}, by=people.actor())
    deal = _sold(person)
    leads.lead("Нужен шкаф", person_name="Аристарх", phone="+7 (916) 555-44-33", city="Урюпинск")
    brought = _mechanics(person)
    attach_file(
        privacy.upload("Паспорт Жмеринковского.txt", "Урюпинск, 17.04.1981"),
        to=RecordRef("party", person.pk),
        by=people.actor(),
    )
    assert len(privacy.found_in_tables()) > 15
    assert len(privacy.found_in_files()) == 2

    with django_capture_on_commit_callbacks(execute=True):
        made = anonymise_person(
            person.pk, reason="Отозвал согласие", by=people.actor(privacy.director())
        )

    assert privacy.found_in_tables() == {}
    assert privacy.found_in_files() == []
    actor = people.actor(privacy.director())
    for asked in ("Жмеринковский", "9165554433", "zhmerinka", "Аристарх"):
        assert not find(actor, asked)
    deal.refresh_from_db()
    assert (deal.party_id, deal.is_open) == (person.pk, False)
    assert made.kept == {"deals": 1}
    assert not brought.folder.exists()
    person.refresh_from_db()
    assert person.name == f"Обезличенное лицо № {made.number}"
    assert Lead.objects.get().subject == person.name
    assert not Attachment.objects.exists()


@pytest.mark.req("PAR-27")
def test_no_undo_brings_an_erased_person_back() -> None:
    person = privacy.marked_person()
    change_parties([person.pk], {"city": "Урюпинск-3"}, by=people.actor())
    earlier = last_act_id()
    director = people.actor(privacy.director())
    anonymise_person(person.pk, reason="Просьба", by=director)
    erasure = last_act_id()
    assert earlier and erasure

    undo_act(earlier, by=people.actor(people.admin()))
    with pytest.raises((ErasureIsForGood, NothingToUndo)):
        undo_act(erasure, by=people.actor(people.admin()))

    assert privacy.found_in_tables() == {}
    assert Erasure.objects.count() == 1


def test_erasing_is_for_those_who_may_and_for_people_with_nothing_open() -> None:
    director = people.actor(privacy.director())
    person, company = privacy.marked_person(), parties.organisation()

    with pytest.raises(NotAllowed):
        anonymise_person(person.pk, reason="Просьба", by=people.actor())
    with pytest.raises(NotAPerson):
        anonymise_person(company.pk, reason="Просьба", by=director)
    with pytest.raises(ReasonIsMissing):
        anonymise_person(person.pk, reason=" ", by=director)
    deal = deals.deal(party_id=person.pk)
    with pytest.raises(ErasureIsHeld):
        anonymise_person(person.pk, reason="Просьба", by=director)
    win_deal(deal.pk, by=people.actor())
    anonymise_person(person.pk, reason="Просьба", by=director)
    with pytest.raises(PersonIsErased):
        anonymise_person(person.pk, reason="Просьба", by=director)
    with pytest.raises(NotFound):
        anonymise_person(deal.pk, reason="Просьба", by=director)


def test_a_namesake_and_a_colleague_with_the_same_phone_stay_as_they_are() -> None:
    person = privacy.marked_person()
    other = parties.person("Аристарх Жмеринковский", phones=("8 (916) 555-44-33",))

    anonymise_person(person.pk, reason="Просьба", by=people.actor(privacy.director()))

    other.refresh_from_db()
    assert other.name == "Аристарх Жмеринковский"
    assert [point.normal for point in other.contact_points.all()] == ["+79165554433"]


def test_own_fields_marked_as_personal_and_merged_records_are_erased_as_well() -> None:
    person, earlier = privacy.marked_person(), parties.person("Аристарх Жмеринковский-Бабочкин")
    OwnField.objects.create(
        kind="party", key="f_hobby", label="Увлечение", type="text", is_personal=True
    )
    OwnField.objects.create(kind="party", key="f_size", label="Размер", type="text")
    Party.objects.filter(pk=person.pk).update(own={"f_hobby": "Бабочки", "f_size": "XL"})
    act = Act.objects.order_by("-at")[0]
    MergedRecord.objects.create(kind="party", loser_id=earlier.pk, survivor_id=person.pk, act=act)

    anonymise_person(person.pk, reason="Просьба", by=people.actor(privacy.director()))

    person.refresh_from_db()
    assert person.own == {"f_size": "XL"}
    assert privacy.found_in_tables() == {}
