"""The way from a list to the page of merging."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.actor import Actor
from orbita.platform.lists.slots import BulkAct
from orbita.platform.merging.comparing import MOST
from orbita.platform.merging.errors import NothingToMerge, TooManyToMerge


def choice_url(kind: str, ids: Sequence[Any]) -> str:
    """The page on which these records are merged."""
    address = reverse("merging:choice", args=[kind])
    return f"{address}?{urlencode({'ids': ','.join(map(str, ids))}, safe=',')}"


def merging_act(kind: str, permission: str) -> BulkAct:
    """The bulk act of a kind's list; its records are looked at side by side first."""

    def lead(ids: Sequence[Any], values: Mapping[str, Any], by: Actor) -> str:
        if len(ids) < 2:
            raise NothingToMerge
        if len(ids) > MOST:
            raise TooManyToMerge(most=MOST, count=len(ids))
        return choice_url(kind, ids)

    return BulkAct("merging", _("Merge"), "merge", permission, lead, leads=True)
