"""What hand-overs add to the list of clients."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy, ngettext

from orbita.platform.acts.actor import Actor
from orbita.platform.lists.slots import BulkAct
from orbita.platform.records.slots import RecordRef
from orbita.sales.handover.commands import hand_over
from orbita.sales.handover.forms import ManyForm, terms_of
from orbita.sales.handover.planning import Wanted


def _give(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    wanted = Wanted(chosen=tuple(RecordRef("party", key) for key in ids))
    made = hand_over(wanted, **terms_of([one.pk for one in values["receivers"]], values), by=by)
    count = made.items.count()
    said = ngettext("%(count)s record handed over", "%(count)s records handed over", count)
    return said % {"count": count}


BULK = (
    BulkAct(
        "handover", gettext_lazy("Hand over"), "arrow-right-left", "handovers.create", _give,
        ManyForm,
    ),
)  # fmt: skip
