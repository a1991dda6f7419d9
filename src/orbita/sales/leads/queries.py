"""Questions about leads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.parties.directory.models import Form
from orbita.parties.directory.queries import Same, clients_like, find_same
from orbita.platform.accounts.queries import names_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.records.hidden import masked
from orbita.sales.leads import rules
from orbita.sales.leads.models import (
    OPEN,
    DistributionRule,
    Lead,
    LeadSource,
    RejectReason,
    Status,
)
from orbita.sales.leads.policies import Desk

PAGE = 50
COUNTED = 100
"""Counts stop here: «99+»."""
TRIED = 20


def lead(actor: Actor, lead_id: UUID) -> Lead:
    """A lead with what its page shows. One statement."""
    rows = Lead.objects.visible_to(actor).select_related(
        "owner", "source", "party", "person", "deal", "reject_reason", "rule"
    )
    found: Lead = masked(actor, rows.one(lead_id))
    return found


def unsorted_count(actor: Actor) -> int:
    """How many leads wait for this actor, up to a hundred. One statement."""
    return len(_inbox(actor, "new").values_list("pk")[:COUNTED])


def _inbox(actor: Actor, tab: str) -> QuerySet[Lead]:
    rows: QuerySet[Lead] = Lead.objects.visible_to(actor)
    mine = Q(owner=actor.id)
    if tab == "mine":
        return rows.filter(mine, status=Status.TAKEN)
    if tab == "team":
        return rows.filter(status=Status.NEW)
    return rows.filter(Q(owner=None) | mine, status=Status.NEW)


@dataclass(frozen=True)
class Inbox:
    """A part of the inbox: its first leads, how many each part has, whether there are more."""

    tab: str
    leads: list[Lead]
    counts: Mapping[str, int]
    is_cut: bool

    def after(self, lead_id: UUID) -> Lead | None:
        """The lead that comes when this one is decided: the next, else the one before."""
        places = [one.pk for one in self.leads]
        if lead_id not in places:
            return self.leads[0] if self.leads else None
        here = places.index(lead_id)
        rest = [*self.leads[here + 1 :], *reversed(self.leads[:here])]
        return rest[0] if rest else None


TABS = ("new", "mine", "team")


def inbox(actor: Actor, tab: str) -> Inbox:
    """A part of the inbox, what is due first on top. Four statements."""
    tab = tab if tab in TABS else "new"
    rows = _inbox(actor, tab).select_related("source", "owner")
    order = (F("due_at").asc(nulls_last=True), "-received_at", "-pk")
    found = list(rows.order_by(*order).defer("details", "given")[: PAGE + 1])
    counts = {key: len(_inbox(actor, key).values_list("pk")[:COUNTED]) for key in TABS}
    shown = [masked(actor, lead) for lead in found[:PAGE]]
    return Inbox(tab, shown, counts, len(found) > PAGE)


def similar_clients(actor: Actor, lead: Lead) -> list[Same]:
    """Known clients that the lead may come from, the surest first. Two statements a name at most."""
    contacts = contacts_of(lead)
    found = find_same(actor, name=lead.company_name or lead.person_name, contacts=contacts)
    if lead.company_name and lead.person_name:
        known = {same.id for same in found}
        found += [same for same in find_same(actor, name=lead.person_name) if same.id not in known]
    known = {same.id for same in found}
    return [*found, *_resembling(actor, lead, contacts, known)][:5]


def _resembling(
    actor: Actor, lead: Lead, contacts: Sequence[tuple[str, str]], known: Collection[UUID]
) -> list[Same]:
    """Clients that are like the lead in several things, though nothing is quite the same."""
    form = Form.ORGANISATION if lead.company_name else Form.PERSON
    name = lead.company_name or lead.person_name
    values = {"name": name, "city": lead.city}
    found = clients_like(actor, form, values, contacts, known=known)
    return [Same(one.id, one.name, one.city, "alike") for one in found]


def contacts_of(lead: Lead) -> list[tuple[str, str]]:
    """The lead's contacts by channel."""
    found = [("phone", lead.phone_normal), ("email", lead.email_normal)]
    if lead.messenger:
        found.append(rules.messenger_of(lead.messenger))
    return [(channel, value) for channel, value in found if value]


def reason_words(reason: str) -> str:
    """Why a known client seems to be the one who asks."""
    return {
        "inn": _("the same INN"),
        "contact": _("the same phone, mail or messenger"),
        "name": _("the same name"),
        "alike": _("much alike"),
    }[reason]


@dataclass(frozen=True)
class Twin:
    """Another open lead that seems to be the same request, and why."""

    lead: Lead
    reason: str


def similar_leads(actor: Actor, lead: Lead, *, limit: int = 5) -> list[Twin]:
    """Other open leads with the same phone, mail, messenger or company. One statement."""
    same = Q()
    for name in ("phone_normal", "email_normal", "messenger_normal"):
        if value := getattr(lead, name):
            same |= Q(**{name: value})
    if lead.company_name:
        same |= Q(company_name__iexact=lead.company_name)
    if not same or not lead.is_open:
        return []
    rows = Lead.objects.visible_to(actor).filter(same, status__in=OPEN).exclude(pk=lead.pk)
    found = rows.select_related("source", "owner").order_by("-received_at")[:limit]
    return [Twin(row, _twin_reason(lead, row)) for row in found]


def _twin_reason(lead: Lead, other: Lead) -> str:
    if lead.phone_normal and lead.phone_normal == other.phone_normal:
        return _("the same phone")
    if lead.email_normal and lead.email_normal == other.email_normal:
        return _("the same mail")
    if lead.messenger_normal and lead.messenger_normal == other.messenger_normal:
        return _("the same messenger")
    return _("the same company")


def sources(*, active: bool = False) -> list[LeadSource]:
    """Where leads come from, in order. One statement."""
    rows = LeadSource.objects.all()
    return list(rows.filter(is_active=True) if active else rows)


def sources_with_counts() -> list[LeadSource]:
    """All sources with how many leads of the last 30 days each brought. One statement."""
    since = timezone.now() - timedelta(days=30)
    recent = Count("leads", filter=Q(leads__received_at__gte=since, leads__deleted_at=None))
    return list(LeadSource.objects.annotate(recent=recent).order_by("position", "name"))


def source_of_form(key: str) -> LeadSource:
    """The source behind the address of a form, or NotFound. One statement."""
    return _active(LeadSource.objects.filter(key=key, kind="form"))


def source_of_secret(secret: str) -> LeadSource:
    """The source behind the address of a program, or NotFound. One statement."""
    return _active(LeadSource.objects.filter(secret=secret))


def _active(rows: QuerySet[LeadSource]) -> LeadSource:
    found = rows.filter(is_active=True).first()
    if found is None:
        raise NotFound
    return found


def source(source_id: UUID) -> LeadSource:
    """A source, or NotFound. One statement."""
    found = LeadSource.objects.filter(pk=source_id).first()
    if found is None:
        raise NotFound
    return found


def reject_reasons() -> list[RejectReason]:
    """Why leads are rejected, in order. One statement."""
    return list(RejectReason.objects.all())


def distribution_rules() -> list[DistributionRule]:
    """The rules in their order, with their people. Two statements."""
    rows = DistributionRule.objects.select_related("team")
    return list(rows.prefetch_related("members__user"))


def distribution_rule(rule_id: UUID) -> DistributionRule:
    """A rule with its people, or NotFound. Two statements."""
    rows = DistributionRule.objects.select_related("team").prefetch_related("members__user")
    found = rows.filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Trial:
    """Whom a lead of the past would be given to, were it to come now."""

    lead: Lead
    rule: str
    owner: str
    waits: bool


def trial(actor: Actor) -> Sequence[Trial]:
    """The last leads as if they came now: which rule fits and who would get each. Nothing is
    written. The statements of the rules, and two."""
    rows: list[Lead] = list(
        Lead.objects.visible_to(actor).select_related("source").order_by("-received_at")[:TRIED]
    )
    for row in rows:
        row.given = {}
    choices = {one.lead_id: one for one in Desk(timezone.now()).choose(rows, timers=False)}
    names = names_of({one.owner_id for one in choices.values() if one.owner_id})
    found = []
    for row in rows:
        one = choices.get(row.pk)
        owner = names.get(one.owner_id, "") if one and one.owner_id else ""
        found.append(Trial(row, one.rule.name if one else "", owner, bool(one and not owner)))
    return found


def details_of(lead: Lead) -> list[tuple[str, Any]]:
    """Every value of a lead by name, the unknown ones last, for its page."""
    known = [(label, getattr(lead, name)) for name, label in rules.labels().items()]
    named = [(label, value) for label, value in known if value not in ("", None)]
    if lead.external_id:
        named.append((pgettext("lead", "Key in %(system)s") % {"system": lead.external_system},
                      lead.external_id))  # fmt: skip
    return [*named, *lead.details.items()]
