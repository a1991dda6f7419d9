from datetime import date

import pytest

from orbita.parties.directory.models import Form, Party
from orbita.parties.directory.tests.factories import last_act, organisation, person
from orbita.parties.relations.commands import (
    add_contact_person,
    change_relation,
    end_relation,
    relate,
    remove_relation,
)
from orbita.parties.relations.errors import (
    EndsBeforeStart,
    OnlyPeopleWork,
    RelatedAlready,
    WithItself,
    WorksAtPerson,
)
from orbita.parties.relations.models import Relation, RelationKind
from orbita.parties.relations.queries import people_of, ties
from orbita.platform.accounts.tests.factories import actor, carol
from orbita.platform.acts.errors import NotFound
from orbita.platform.audit.commands import undo_act
from orbita.platform.audit.queries import history
from orbita.platform.records.slots import kinds

pytestmark = pytest.mark.django_db
WORKS = RelationKind.WORKS_AT


def works(who: Party, where: Party, **more: object) -> Relation:
    return relate(who.pk, where.pk, kind=WORKS, by=actor(), **more)  # type: ignore[arg-type]


@pytest.mark.req("PAR-28")
def test_a_person_works_in_several_companies_and_who_decides_comes_first() -> None:
    romashka, vasilek = organisation(), organisation()
    oleg, vera = person("Олег Тихонов", phones=("8 911 123-45-67",)), person("Вера Ясная")
    works(oleg, romashka, position="Логист")
    works(oleg, vasilek)
    works(vera, romashka, position="Директор", decides=True)

    assert [tie.other for tie in people_of(actor(), romashka)] == [vera, oleg]
    assert {tie.other for tie in ties(actor(), oleg)} == {romashka, vasilek}
    phone = people_of(actor(), romashka)[1].reach("phone")
    assert phone is not None
    assert phone.normal == "+79111234567"


@pytest.mark.req("PAR-28")
def test_the_history_of_jobs_is_kept() -> None:
    oleg, romashka = person(), organisation()
    first = works(oleg, romashka, since=date(2019, 3, 1))
    end_relation(first.pk, until=date(2021, 5, 31), by=actor())
    works(oleg, romashka, since=date(2024, 2, 1))

    assert [tie.is_over for tie in people_of(actor(), romashka)] == [False, True]
    changed = history(kinds["party"], oleg.pk)
    assert len([change for change in changed if change.thing == Relation._meta.verbose_name]) == 3


@pytest.mark.req("PAR-28")
def test_holdings_families_and_referrals_are_relations_too() -> None:
    holding, plant, oleg, anna = organisation(), organisation(), person(), person()
    relate(plant.pk, holding.pk, kind=RelationKind.PART_OF, by=actor())
    relate(oleg.pk, anna.pk, kind=RelationKind.FAMILY, by=actor())
    relate(plant.pk, oleg.pk, kind=RelationKind.REFERRED, by=actor())

    assert {tie.kind for tie in ties(actor(), oleg)} == {"family", "referred"}
    with pytest.raises(RelatedAlready):
        relate(anna.pk, oleg.pk, kind=RelationKind.FAMILY, by=actor())


def test_what_makes_no_sense_is_refused() -> None:
    oleg, vera, romashka, vasilek = person(), person(), organisation(), organisation()
    with pytest.raises(WithItself):
        works(oleg, oleg)
    with pytest.raises(WorksAtPerson):
        works(oleg, vera)
    with pytest.raises(OnlyPeopleWork):
        works(romashka, vasilek)
    with pytest.raises(EndsBeforeStart):
        works(oleg, romashka, since=date(2024, 2, 1), until=date(2024, 1, 1))
    works(oleg, romashka)
    with pytest.raises(RelatedAlready):
        works(oleg, romashka)


def test_a_new_person_comes_with_the_job_in_one_act() -> None:
    romashka = organisation()
    oleg = add_contact_person(
        romashka.pk,
        {"name": "Олег Тихонов"},
        contact_points=[{"channel": "phone", "value": "8 911 123-45-67"}],
        position="Логист",
        decides=True,
        by=actor(),
    )
    [tie] = people_of(actor(), romashka)
    assert (tie.other, tie.position, tie.decides) == (oleg, "Логист", True)
    assert (oleg.form, oleg.owner_id) == (Form.PERSON, romashka.owner_id)

    undo_act(last_act(), by=actor())
    assert people_of(actor(), romashka) == []


def test_a_relation_is_changed_and_removed() -> None:
    relation = works(person(), organisation())
    change_relation(relation.pk, {"position": "Директор", "decides": True}, by=actor())
    relation.refresh_from_db()
    assert (relation.position, relation.decides) == ("Директор", True)

    remove_relation(relation.pk, by=actor())
    assert not Relation.objects.exists()


def test_a_stranger_neither_sees_nor_changes_relations() -> None:
    oleg, romashka = person(), organisation()
    relation = works(oleg, romashka)
    own = organisation(owner=carol())
    with pytest.raises(NotFound):
        end_relation(relation.pk, by=actor(carol()))
    with pytest.raises(NotFound):
        relate(oleg.pk, own.pk, kind=WORKS, by=actor(carol()))
