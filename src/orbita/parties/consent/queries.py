"""Questions about consents, requests and erasures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from orbita.parties.consent.models import (
    Consent,
    Decision,
    Erasure,
    Keeping,
    KeepingRun,
    Privacy,
    Purpose,
    SubjectRequest,
    Wording,
)
from orbita.parties.consent.slots import Hold, erasure_holds
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.calendars.queries import company_time


@dataclass(frozen=True)
class Verdict:
    """Whether somebody may be contacted for a purpose, and if not, why."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def may_contact(party_id: UUID, channel: str, purpose: str) -> Verdict:
    """Whether a person may be contacted through a channel for a purpose (its key). Two statements.

    A refusal forbids; advertising needs a consent that stands; anything else is allowed.
    """
    wanted = Purpose.objects.filter(key=purpose).first()
    if wanted is None:
        return Verdict(False, _("There is no such purpose any more. Choose another one."))
    rows = list(
        Consent.objects.alive()
        .filter(party=party_id, purpose=wanted, withdrawn_at=None, channel__in=("", channel))
        .values_list("decision", "until")
    )
    if any(decision == Decision.REFUSED for decision, _until in rows):
        return Verdict(False, _("Refused: %(purpose)s") % {"purpose": wanted})
    today = timezone.localdate()
    stands = any(until is None or until >= today for _decision, until in rows)
    if wanted.is_marketing and not stands:
        return Verdict(False, _("No consent: %(purpose)s") % {"purpose": wanted})
    return Verdict(True)


def contactable(channel: str, purpose: str) -> Q:
    """The same as a condition on clients, for mailings of any size. No statement of its own."""
    rows = Consent.objects.alive().filter(
        purpose__key=purpose, withdrawn_at=None, channel__in=("", channel)
    )
    refused = Q(pk__in=rows.filter(decision=Decision.REFUSED).values("party"))
    stands = rows.standing().values("party")
    is_advertising = Exists(Purpose.objects.filter(key=purpose, is_marketing=True))
    return ~refused & (Q(pk__in=stands) | ~Q(is_advertising))


def consents_of(actor: Actor, party_id: UUID) -> list[Consent]:
    """The consents of a person that the actor may see, the newest first. One statement."""
    rows = Consent.objects.visible_to(actor).filter(party=party_id)
    return list(
        rows.select_related("purpose", "owner", "wording").order_by("-given_on", "-created_at")
    )


def refusals_of(party_ids: Iterable[UUID]) -> list[str]:
    """For which purposes one of these people refused, worded. One statement."""
    rows = Consent.objects.alive().filter(
        party__in=list(party_ids), decision=Decision.REFUSED, withdrawn_at=None
    )
    found = rows.select_related("purpose").order_by("purpose__position", "channel")
    return [f"{row.purpose} ({row.get_channel_display().lower()})" for row in found]


def requests_of(actor: Actor, party_id: UUID) -> list[SubjectRequest]:
    """The requests of a person, open ones first. One statement."""
    rows = SubjectRequest.objects.visible_to(actor).filter(party=party_id)
    return list(rows.select_related("owner").order_by("answered_on", "due_on"))


def erasure_of(party_id: UUID) -> Erasure | None:
    """When and why a person was made nameless, if so. One statement."""
    return Erasure.objects.filter(party=party_id).select_related("by").first()


def erasures() -> "QuerySet[Erasure]":
    """The record of destruction, the newest first."""
    return Erasure.objects.select_related("by", "party").order_by("-at")


def holds_of(party_id: UUID) -> list[Hold]:
    """What stands against erasing a person now. A statement a plug."""
    return [hold for plug in erasure_holds for hold in plug.holds(party_id)]


def purposes() -> list[Purpose]:
    """All purposes with their texts, the newest first. Two statements."""
    texts = Prefetch("wordings", Wording.objects.order_by("-number"))
    return list(Purpose.objects.prefetch_related(texts))


def purpose_choices(*, all_of_them: bool = False) -> list[tuple[str, str]]:
    """Purposes in use, for forms and filters. One statement."""
    rows = Purpose.objects.all() if all_of_them else Purpose.objects.filter(is_active=True)
    return [(str(row.pk), str(row)) for row in rows]


def keepings() -> list[Keeping]:
    """The rules of retention with their last runs. Two statements."""
    runs = Prefetch("runs", KeepingRun.objects.order_by("-at"))
    return list(Keeping.objects.prefetch_related(runs))


def privacy() -> Privacy:
    """Who answers for personal data. One statement."""
    return Privacy.objects.select_related("responsible").first() or Privacy()


def is_working_day() -> Callable[[date], bool]:
    """Whether the company works on a day, by its week and its holidays. Three statements, once."""
    time = company_time()
    return lambda day: bool(time.periods_of(day))


def active_keepings() -> list[UUID]:
    """The rules of retention that are in use. One statement."""
    return list(Keeping.objects.filter(is_active=True).values_list("pk", flat=True))


def purpose(purpose_id: UUID) -> Purpose:
    """A purpose, or NotFound. One statement."""
    found = Purpose.objects.filter(pk=purpose_id).first()
    if found is None:
        raise NotFound
    return found


def keeping(keeping_id: UUID) -> Keeping:
    """A rule of retention, or NotFound. One statement."""
    found = Keeping.objects.filter(pk=keeping_id).first()
    if found is None:
        raise NotFound
    return found
