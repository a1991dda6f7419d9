"""What can be done from the page of a deal, and from the page of a client with deals."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.records.slots import RecordAct
from orbita.sales.deals.models import Deal


def _if_open(name: str, query: str = "") -> Callable[[Deal], str]:
    """The address of an act that only an open deal has."""
    return lambda deal: reverse(name, args=[deal.pk]) + query if deal.is_open else ""


ACTS: tuple[RecordAct, ...] = (
    RecordAct(
        "move-deal",
        ("deal",),
        _("Move"),
        "arrow-right",
        _if_open("deals:stage"),
        place="button",
        order=10,
        permission="deals.edit",
        drawer=True,
        keys="M",
    ),
    RecordAct(
        "win-deal",
        ("deal",),
        _("Won"),
        "trophy",
        _if_open("deals:closure", "?outcome=won"),
        place="button",
        order=20,
        permission="deals.edit",
        method="post",
    ),
    RecordAct(
        "lose-deal",
        ("deal",),
        _("Lost"),
        "thumbs-down",
        _if_open("deals:closure", "?outcome=lost"),
        place="button",
        order=30,
        permission="deals.edit",
        drawer=True,
    ),
    RecordAct(
        "postpone-deal",
        ("deal",),
        pgettext_lazy("deals", "Put it off"),
        "hourglass",
        _if_open("deals:postponement"),
        order=20,
        permission="deals.edit",
        drawer=True,
    ),
    RecordAct(
        "resume-deal",
        ("deal",),
        _("Take up again"),
        "rotate-ccw",
        lambda deal: (
            reverse("deals:postponement", args=[deal.pk]) + "?resume=1"
            if deal.postponed_until
            else ""
        ),
        place="button",
        order=5,
        permission="deals.edit",
        method="post",
    ),
    RecordAct(
        "reopen-deal",
        ("deal",),
        _("Reopen"),
        "rotate-ccw",
        lambda deal: (
            "" if deal.is_open else reverse("deals:closure", args=[deal.pk]) + "?outcome=open"
        ),
        place="button",
        order=10,
        permission="deals.edit",
        method="post",
    ),
    RecordAct(
        "edit-deal",
        ("deal",),
        _("Change"),
        "pencil",
        lambda deal: reverse("deals:profile", args=[deal.pk]),
        order=10,
        permission="deals.edit",
        drawer=True,
        keys="E",
    ),
    RecordAct(
        "deal-of-party",
        ("party",),
        _("New deal"),
        "briefcase",
        lambda party: f"{reverse('deals:new')}?party={party.pk}",
        place="create",
        order=20,
        permission="deals.create",
        drawer=True,
    ),
)
