"""A lead becomes a client, a person and a deal: nothing is lost, and all of it is undone at once."""

from decimal import Decimal
from typing import Any

import pytest

from orbita.activities.timeline.commands import log_interaction
from orbita.activities.timeline.models import Interaction
from orbita.parties.directory.models import Form, Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.parties.relations.commands import add_contact_person
from orbita.parties.relations.models import Relation
from orbita.platform.accounts.tests.factories import actor, alice, bob, carol
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.records.slots import RecordRef
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import stage
from orbita.sales.leads.commands import Conversion, attach_lead, convert_lead, take_lead
from orbita.sales.leads.errors import LeadIsClosed, NobodyToMake, StepIsUnclear
from orbita.sales.leads.models import Lead, Status
from orbita.sales.leads.queries import similar_clients
from orbita.sales.leads.tests.factories import lead

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {
    "subject": "Терминалы",
    "text": "Нужны 12 терминалов",
    "person_name": "Марина Гусева",
    "position": "Директор по складу",
    "company_name": "ООО «Мебель-Град»",
    "phone": "8 912 345-67-89 доб. 5",
    "email": "Zakaz@primer.ru",
    "messenger": "t.me/gusevam",
    "city": "Тверь",
    "product": "ТСД-7",
    "amount": Decimal(780_000),
    "score": 71,
    "external_system": "shop",
    "external_id": "A-17",
    "utm_campaign": "osen",
}


def whole() -> Lead:
    stage()
    values = dict(SAID)
    return lead(str(values.pop("text")), **values)


def wish(**more: object) -> Conversion:
    values = {
        "company_name": "ООО «Мебель-Град»", "person_name": "Марина Гусева",
        "position": "Директор по складу", "deal_title": "Терминалы",
    }  # fmt: skip
    return Conversion(**{**values, **more})  # type: ignore[arg-type]


@pytest.mark.req("SAL-26")
def test_a_lead_becomes_a_company_a_person_there_and_a_deal_with_a_next_step() -> None:
    done = convert_lead(whole().pk, wish(next_step="завтра в 10 позвонить"), by=actor())

    assert done.party is not None and done.person is not None and done.deal is not None
    assert (done.status, done.owner_id) == (Status.CONVERTED, alice().pk)
    assert (done.party.form, done.party.name) == (Form.ORGANISATION, "ООО «Мебель-Град»")
    work = Relation.objects.get(source=done.person, target=done.party)
    assert (work.kind, work.position) == ("works_at", "Директор по складу")
    assert (done.deal.amount, done.deal.party_id) == (Decimal(780_000), done.party_id)
    step = Interaction.objects.get(about_id=done.deal_id, done_at=None, kind="task")
    assert (step.subject, step.assignee_id) == ("позвонить", alice().pk)


@pytest.mark.req("SAL-26")
def test_every_value_of_the_lead_ends_in_a_field_or_in_the_text_on_the_timeline() -> None:
    done = convert_lead(whole().pk, wish(), by=actor())

    assert done.person is not None and done.party is not None and done.deal is not None
    points = {(p.channel, p.normal, p.extension) for p in done.person.contact_points.all()}
    assert points == {
        ("phone", "+79123456789", "5"), ("email", "zakaz@primer.ru", ""), ("telegram", "gusevam", ""),
    }  # fmt: skip
    assert (done.party.city, done.deal.product) == ("Тверь", "ТСД-7")
    assert done.deal.details == {"utm_campaign": "osen"}
    note = Interaction.objects.get(party=done.party_id, direction="in")
    text = f"{note.subject}\n{note.text}".replace("\u00a0", " ")
    for name, value in SAID.items():
        assert {"amount": "780 000", "external_system": ""}.get(name, str(value)) in text, name


@pytest.mark.req("SAL-26")
def test_the_leads_own_timeline_becomes_the_clients() -> None:
    asked = take_lead(whole().pk, by=actor())
    call = log_interaction(
        kind="call", about=RecordRef("lead", asked.pk), text="Promised a price", by=actor()
    )
    done = convert_lead(asked.pk, wish(), by=actor())
    call.refresh_from_db()
    assert call.party_id == done.party_id


@pytest.mark.req("SAL-26")
def test_undo_takes_back_all_of_it() -> None:
    asked = whole()
    log_interaction(kind="call", about=RecordRef("lead", asked.pk), text="Hi", by=actor())
    convert_lead(asked.pk, wish(next_step="завтра в 10"), by=actor())
    act = last_act_id()
    assert act is not None

    undo_act(act, by=actor())

    asked.refresh_from_db()
    assert (asked.status, asked.owner, asked.party, asked.deal) == (Status.NEW, None, None, None)
    assert not Party.objects.alive().exists() and not Deal.objects.alive().exists()
    alive = Interaction.objects.alive()
    assert set(alive.exclude(kind="story").values_list("text", "party")) == {("Hi", None)}


@pytest.mark.req("SAL-26")
def test_a_known_client_is_found_by_the_phone_and_gets_the_deal() -> None:
    stage()
    known = organisation("ООО «Мебель»", phones=("+7 912 345-67-89",))
    asked = lead(phone="8 (912) 345-67-89", email="new@primer.ru", city="Тверь")

    [same] = similar_clients(actor(), asked)
    assert (same.id, same.reason) == (known.pk, "contact")

    done = convert_lead(asked.pk, Conversion(party_id=known.pk, deal_title="More"), by=actor())
    assert done.deal is not None and done.deal.party == known
    points = known.contact_points.values_list("normal", flat=True)
    known.refresh_from_db()
    assert (set(points), known.city) == ({"+79123456789", "new@primer.ru"}, "Тверь")


@pytest.mark.req("SAL-26")
def test_a_person_who_works_there_already_is_not_made_again() -> None:
    stage()
    firm = organisation()
    values = {"name": "Марина Гусева"}
    points = [{"channel": "email", "value": "m@primer.ru"}]
    known = add_contact_person(firm.pk, values, contact_points=points, by=actor())
    asked = lead(person_name="Гусева Марина", email="m@primer.ru", phone="+7 912 345-67-89")

    done = convert_lead(
        asked.pk, Conversion(party_id=firm.pk, person_name="Марина Гусева"), by=actor()
    )
    assert (done.person, done.deal) == (known, None)
    assert known.contact_points.count() == 2


@pytest.mark.req("SAL-26")
def test_without_a_company_the_person_is_the_client() -> None:
    done = convert_lead(
        lead(person_name="Илья Баженов").pk, Conversion(person_name="Илья Баженов"), by=actor()
    )
    assert done.party is not None
    assert (done.party.form, done.person, done.party.first_name) == (
        Form.PERSON,
        done.party,
        "Илья",
    )


@pytest.mark.req("SAL-25")
def test_a_lead_is_attached_to_a_known_client_with_its_text() -> None:
    known = person()
    asked = attach_lead(whole().pk, known.pk, by=actor())
    assert (asked.party, asked.status, asked.owner_id) == (known, Status.TAKEN, alice().pk)
    texts = Interaction.objects.filter(party=known).values_list("text", flat=True)
    assert any("Нужны 12 терминалов" in text for text in texts)

    act = last_act_id()
    assert act is not None
    undo_act(act, by=actor())
    assert not Interaction.objects.alive().filter(party=known).exists()


@pytest.mark.req("SAL-26")
def test_it_refuses_what_cannot_be_done() -> None:
    asked = lead(owner=alice())
    hidden = organisation(owner=bob())
    with pytest.raises(NobodyToMake):
        convert_lead(asked.pk, Conversion(), by=actor())
    with pytest.raises(StepIsUnclear, match="sometime"):
        convert_lead(asked.pk, wish(next_step="sometime"), by=actor())
    with pytest.raises(NotFound):
        attach_lead(lead().pk, hidden.pk, by=actor(carol()))
    with pytest.raises(NotFound):
        convert_lead(asked.pk, wish(), by=actor(carol()))
    assert not Party.objects.filter(name="ООО «Мебель-Град»").exists()

    convert_lead(asked.pk, Conversion(person_name="Илья"), by=actor())
    with pytest.raises(LeadIsClosed):
        convert_lead(asked.pk, Conversion(person_name="Илья"), by=actor())


def test_a_wrong_mail_of_a_lead_stays_in_the_text() -> None:
    done = convert_lead(
        lead(email="no mail", person_name="Вера").pk, Conversion(person_name="Вера"), by=SYSTEM
    )
    assert done.party is not None and not done.party.contact_points.exists()
    assert "no mail" in Interaction.objects.get(party=done.party, direction="in").text
