"""A lead becomes a client, a person and a deal, without retyping; or it belongs to a known client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.activities.timeline.commands import NextStep, hand_to_client, log_interaction
from orbita.kit.quickdates import parse
from orbita.parties.directory.commands import add_party, change_parties, set_contact_points
from orbita.parties.directory.models import Form, Party
from orbita.parties.directory.queries import contact_points, find_same
from orbita.parties.relations.commands import add_contact_person
from orbita.parties.relations.models import Relation, RelationKind
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.slots import RecordRef
from orbita.sales.deals.commands import open_deal
from orbita.sales.deals.models import Deal
from orbita.sales.leads import rules
from orbita.sales.leads.commands.deciding import lock_lead, take
from orbita.sales.leads.errors import LeadIsClosed, NobodyToMake, StepIsUnclear
from orbita.sales.leads.events import LeadAttached, LeadConverted
from orbita.sales.leads.models import Lead, SourceKind, Status
from orbita.sales.leads.wording import whole_text_of

Points = list[dict[str, Any]]


@dataclass(frozen=True)
class Conversion:
    """What is to be made of a lead. With `party_id` a known client is taken, else one is made: an
    organisation when `company_name` is given, otherwise a person. Without `deal_title` there is no
    deal. `next_step` is written in words: «завтра в 10 позвонить»."""

    party_id: UUID | None = None
    company_name: str = ""
    person_name: str = ""
    position: str = ""
    deal_title: str = ""
    amount: Decimal | None = None
    stage_id: UUID | None = None
    next_step: str = ""


@command
def convert_lead(lead_id: UUID, wish: Conversion, *, by: Actor) -> Lead:
    """Make a client, a contact person and a deal of a lead, or add to a known client: one act.

    Everything that the lead says comes along: into the fields that hold it, and in full as a note on
    the client's timeline; its own timeline becomes the client's. Refuses a closed lead, a client that
    the actor does not see, a next step without a time.
    """
    lead = lock_lead(lead_id, by)
    if not lead.is_open:
        raise LeadIsClosed(subject=lead.subject)
    step = _step(wish.next_step)
    party, person = _who(lead, wish, by)
    deal = _deal(lead, wish, party, step, by)
    about = RecordRef("deal", deal.pk) if deal else None
    _tell_the_text(lead, party, person, about, None if deal else step, by)
    if lead.status == Status.NEW:
        take(lead, by)
    lead.status, lead.closed_at = Status.CONVERTED, timezone.now()
    lead.party, lead.person, lead.deal = party, person, deal
    lead.save()
    announce(
        LeadConverted(
            lead_id=lead.pk,
            party_id=party.pk,
            person_id=person.pk if person else None,
            deal_id=deal.pk if deal else None,
            by=by.id,
        )
    )
    return lead


@command
def attach_lead(lead_id: UUID, party_id: UUID, *, by: Actor) -> Lead:
    """Say that a lead comes from a known client: its text and its timeline become the client's, and
    whoever attaches a new lead has taken it. Refuses a closed lead."""
    lead = lock_lead(lead_id, by)
    if not lead.is_open:
        raise LeadIsClosed(subject=lead.subject)
    party: Party = Party.objects.visible_to(by).one(party_id)
    _tell_the_text(lead, party, None, None, None, by)
    if lead.status == Status.NEW:
        take(lead, by)
    lead.party = party
    lead.save()
    announce(LeadAttached(lead_id=lead.pk, party_id=party.pk, by=by.id))
    return lead


def _step(text: str) -> NextStep | None:
    """The typed next step; what has no time is refused, so that it is not lost silently."""
    if not text.strip():
        return None
    found = parse(text, timezone.localtime())
    if found is None:
        raise StepIsUnclear(text=text.strip())
    subject = found.rest.strip() or _("Answer the request")
    return NextStep("task", found.starts, not found.has_time, subject[:500])


def _who(lead: Lead, wish: Conversion, by: Actor) -> tuple[Party, Party | None]:
    """The client and the person who asked, found or made."""
    points = _points(lead)
    source = lead.source.name if lead.source else ""
    if wish.party_id:
        party: Party = Party.objects.visible_to(by).one(wish.party_id)
        if party.is_person or not wish.person_name.strip():
            _complete(party, lead, points, by)
            return party, party if party.is_person else None
        _complete(party, lead, [], by)
        return party, _person_at(party, wish, points, source, by)
    if wish.company_name.strip():
        named = wish.person_name.strip()
        party = add_party(
            form=Form.ORGANISATION,
            values={"name": wish.company_name.strip(), "city": lead.city, "source": source},
            contact_points=[] if named else points,
            by=by,
        )
        return party, _person_at(party, wish, points, source, by) if named else None
    name = wish.person_name.strip() or lead.person_name
    if not name:
        raise NobodyToMake
    values = {"name": name, "city": lead.city, "source": source}
    person = add_party(form=Form.PERSON, values=values, contact_points=points, by=by)
    return person, person


def _person_at(party: Party, wish: Conversion, points: Points, source: str, by: Actor) -> Party:
    """The person at an organisation: known there by a contact or by name, else a new one."""
    name = wish.person_name.strip()
    contacts = [(point["channel"], point["value"]) for point in points]
    same = {one.id for one in find_same(by, name=name, contacts=contacts, limit=15)}
    works = Relation.objects.filter(
        target=party, source__in=same, kind=RelationKind.WORKS_AT, until=None
    )
    known = works.select_related("source").order_by("pk").first()
    if known is not None and allows(by, "parties.view", known.source):
        _add_points(known.source, points, by)
        found: Party = known.source
        return found
    return add_contact_person(
        party.pk,
        {"name": name, "source": source},
        contact_points=points,
        position=wish.position,
        by=by,
    )


def _complete(party: Party, lead: Lead, points: Points, by: Actor) -> None:
    """What a known client lacks and the lead knows, as far as the actor may change the client."""
    if not allows(by, "parties.edit", party):
        return
    if lead.city and not party.city:
        change_parties([party.pk], {"city": lead.city}, by=by)
    _add_points(party, points, by)


def _add_points(party: Party, points: Points, by: Actor) -> None:
    if not points or not allows(by, "parties.edit", party):
        return
    now = contact_points(party)
    known = {point.normal for point in now}
    new = [point for point in points if _normal(point) not in known]
    if new:
        kept: Sequence[Mapping[str, Any]] = [
            {"id": p.pk, "channel": p.channel, "value": p.value, "label": p.label,
             "is_main": p.is_main}
            for p in now
        ]  # fmt: skip
        set_contact_points(party.pk, [*kept, *new], by=by)


def _points(lead: Lead) -> Points:
    """The lead's contacts as contact points; what cannot be one stays in the text."""
    found: Points = []
    if any(map(str.isdigit, lead.phone)):
        found.append({"channel": "phone", "value": lead.phone})
    if lead.email and _is_mail(lead.email_normal):
        found.append({"channel": "email", "value": lead.email})
    if lead.messenger_normal:
        channel, name = rules.messenger_of(lead.messenger)
        found.append({"channel": channel, "value": name})
    return found


def _normal(point: Mapping[str, Any]) -> str:
    if point["channel"] == "phone":
        return rules.normal_phone(point["value"])
    return str(point["value"]).strip().lower()


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _deal(
    lead: Lead, wish: Conversion, party: Party, step: NextStep | None, by: Actor
) -> Deal | None:
    if not wish.deal_title.strip():
        return None
    return open_deal(
        title=wish.deal_title.strip(),
        party_id=party.pk,
        stage_id=wish.stage_id,
        amount=wish.amount if wish.amount is not None else lead.amount,
        currency=lead.currency,
        product=lead.product,
        source=lead.source.name if lead.source else "",
        note=lead.text,
        details=lead.details,
        next_step=step,
        by=by,
    )


def _tell_the_text(
    lead: Lead,
    party: Party,
    person: Party | None,
    about: RecordRef | None,
    step: NextStep | None,
    by: Actor,
) -> None:
    """The request in full on the client's timeline, and the lead's own timeline with it."""
    told = lead.party_id == party.pk and about is None
    if not told:
        kinds = {SourceKind.PHONE: "call", SourceKind.MAIL: "letter"}
        kind = kinds.get(SourceKind(lead.source.kind), "note") if lead.source else "note"
        log_interaction(
            kind=kind,
            direction="in",
            party_id=None if about else party.pk,
            about=about,
            subject=lead.subject,
            text=whole_text_of(lead),
            done_at=min(lead.received_at, timezone.now()),
            people=[person.pk] if person and person.pk != party.pk else [],
            next_step=step,
            by=by,
        )
    hand_to_client(RecordRef("lead", lead.pk), party.pk)
