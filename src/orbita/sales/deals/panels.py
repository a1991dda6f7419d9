"""Deals on other pages, and what a deal's own page shows."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from orbita.kit.money import format_amount
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.audit.queries import records_as_of
from orbita.platform.records.hidden import masked
from orbita.platform.records.slots import Fact
from orbita.platform.ui.dates import when
from orbita.sales.deals import queries
from orbita.sales.deals.models import Deal

THEN = 20
"""So many deals of a past day are shown."""


def deals_of_party(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """A client's deals with their stages. Two statements; as of a day one."""
    if as_of is not None:
        return _deals_then(actor, party, as_of)
    return {
        "deals": queries.deals_of(actor, party.pk),
        "open": queries.open_deals_of(actor, party.pk),
        "party": party,
        "may_create": actor.may("deals.create"),
    }


def _deals_then(actor: Actor, party: Party, as_of: datetime) -> Mapping[str, Any]:
    """A client's deals as they stood at a moment: with stage, amount and owner of then."""
    found = records_as_of(actor, Deal, as_of, along=("stage", "owner"), party=party.pk)
    found.sort(key=lambda deal: (not deal.is_open, -deal.stage_since.timestamp()))
    shown = [deal.amount for deal in found if deal.is_open and deal.amount is not None]
    return {
        "deals": found[:THEN],
        "more": len(found) - THEN,
        "open": queries.OpenDeals(
            sum(deal.is_open for deal in found), sum(shown) if shown else None
        ),
        "party": party,
        "is_past": True,
    }


def profile(actor: Actor, deal: Deal, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The fields of a deal."""
    return None if as_of else {"deal": deal, "may_edit": actor.may("deals.edit")}


def client(actor: Actor, deal: Deal, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The client of a deal, with how to reach him, as far as the actor may see him."""
    if as_of is not None:
        return None
    party = (
        Party.objects.visible_to(actor).filter(pk=deal.party_id).first() if deal.party_id else None
    )
    points = list(masked(actor, party).contact_points.all())[:4] if party else []
    return {"party": party, "points": points, "hidden": bool(deal.party_id and not party)}


def _money(value: Any, currency: str = "RUB") -> str:
    return format_amount(value, currency, get_language() or "ru", short=True)


def won_fact(actor: Actor, party: Party) -> Fact | None:
    """What was won with the client over twelve months."""
    since = timezone.localdate() - timedelta(days=365)
    year = queries.won_of(actor, party.pk, since)
    if not year:
        return None
    return Fact(
        _("Won over 12 months"),
        _money(year),
        url=f'/deals/?mode=table&where=["and",["party","in",["{party.pk}"]],'
        f'["outcome","in",["won"]],["closed_on","after","{since}"]]',
    )


def open_fact(actor: Actor, party: Party) -> Fact | None:
    """How many deals are open, and their sum."""
    found = queries.open_deals_of(actor, party.pk)
    has_sum = found.count and found.amount is not None
    note = _("for %(sum)s") % {"sum": _money(found.amount)} if has_sum else ""
    return Fact(
        _("Open deals"),
        str(found.count),
        note,
        url=f'/deals/?mode=table&where=["and",["party","in",["{party.pk}"]],'
        '["outcome","in",["open"]]]',
    )


def amount_fact(actor: Actor, deal: Deal) -> Fact | None:
    """The deal's amount, and from how many lines it comes."""
    if not actor.sees("deal", "amount"):
        return None
    if deal.amount is None:
        return Fact(_("Amount"), "—", _("not set"), "warn")
    count = deal.lines.count()
    lines = ngettext("sum of %(count)s line", "sum of %(count)s lines", count) % {"count": count}
    amount = format_amount(deal.amount, deal.currency, get_language() or "ru")
    return Fact(_("Amount"), amount, lines if count else "")


def stage_fact(actor: Actor, deal: Deal) -> Fact | None:
    """The stage with its probability, and for how long."""
    days = (timezone.now() - deal.stage_since).days
    spent = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    note = f"{deal.stage.probability} % · {spent}" if deal.is_open else _day(deal.closed_on)
    tone = {"won": "good", "lost": "bad"}.get(deal.stage.outcome, "")
    return Fact(_("Stage"), deal.stage.name, note, tone)


def _day(value: Any) -> str:
    return when(value) if value else ""


def expected_fact(actor: Actor, deal: Deal) -> Fact | None:
    """When the deal is expected to close."""
    if not deal.is_open or not actor.sees("deal", "expected_on"):
        return None
    if deal.expected_on is None:
        return Fact(_("Expected"), "—", _("not set"), "warn")
    late = deal.expected_on < timezone.localdate()
    return Fact(
        _("Expected"), when(deal.expected_on), _("overdue") if late else "", "bad" if late else ""
    )


def step_fact(actor: Actor, deal: Deal) -> Fact | None:
    """The next step; its absence is a defect."""
    if not deal.is_open:
        return None
    pulse = getattr(deal, "pulse", None)
    if pulse is None or pulse.next_step_at is None:
        return Fact(_("Next step"), _("none"), _("plan one"), "warn")
    step = pulse.next_step
    late = step.is_late if step else pulse.next_step_at < timezone.now()
    at = when(pulse.next_step_at, "date" if step and step.is_all_day else "time")
    return Fact(_("Next step"), at, str(step or ""), "bad" if late else "")
