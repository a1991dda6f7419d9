"""Signals of interest that other apps give: what makes a client warmer or colder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from orbita.kit.slots import Slot

Text = str | Promise


@dataclass(frozen=True)
class Signal:
    """A sort of sign that a client gives.

    `rows(since)` gives pairs of the client's key and the moment, in that order, as one query; it is
    asked as the company and never client by client. `weight` is what it counts at first; an
    administrator may change it. `url(party_id)` leads to the records behind it, if there is a list.
    """

    key: str
    label: Text
    weight: int
    rows: Callable[[datetime], QuerySet[Any, Any]]
    url: Callable[[Any], str] | None = None
    order: int = 100


signals: Slot[Signal] = Slot(
    "signals of interest", key=lambda plug: plug.key, order=lambda plug: plug.order
)
