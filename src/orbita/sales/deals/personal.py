"""What deals tell of a person. The deal itself stays: it is bookkeeping (402-FZ art. 29)."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from orbita.parties.consent.slots import ErasureHold, Hold, KeptByLaw, PersonalData
from orbita.sales.deals.models import Deal, DealCompetitor, DealLine

DEALS = (
    PersonalData(
        Deal,
        _("Deals"),
        subject=("party",),
        near=("lost_to",),
        blank=("note", "details", "postponed_why", "loss_comment", "source"),
        scrub=(
            "title", "product", "note", "details", "postponed_why", "loss_comment", "source", "own",
        ),
    ),
    PersonalData(DealLine, _("Lines of deals"), near=("deal__party",), scrub=("title",)),
    PersonalData(
        DealCompetitor, _("Competitors in deals"), subject=("party",), near=("deal__party",),
        blank=("strengths", "weaknesses"), scrub=("strengths", "weaknesses"),
    ),
)  # fmt: skip


def _open_deals(party_id: UUID) -> list[Hold]:
    count = Deal.objects.alive().open().filter(party=party_id).count()
    if not count:
        return []
    said = ngettext(
        "%(count)s deal is in work: close it first.",
        "%(count)s deals are in work: close them first.",
        count,
    )
    where = f'/deals/?where=["and",["party","in",["{party_id}"]],["outcome","in",["open"]]]'
    return [Hold(said % {"count": count}, where)]


OPEN_DEALS = ErasureHold("deals", _open_deals)
KEPT_DEALS = KeptByLaw(
    "deals",
    _("Deals with their amounts"),
    lambda party_id: Deal._base_manager.filter(party=party_id).count(),
)
