"""Kinds of long work that other apps bring."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor
from orbita.platform.jobs.models import Work
from orbita.platform.jobs.progress import Progress

Run = Callable[[Progress, Actor, Mapping[str, Any]], Mapping[str, Any] | None]


@dataclass(frozen=True)
class WorkKind:
    """A kind of long work.

    `run(progress, by, parameters)` does it and gives the result (plain values). It must be safe to
    run twice: after a crash or a stop of the worker it is begun again. `result_link(work)` gives
    the text and the address of what came out, shown at the end, or None.
    """

    key: str
    label: str | Promise
    run: Run
    result_link: Callable[[Work], tuple[str | Promise, str] | None] | None = None


work_kinds: Slot[WorkKind] = Slot("kinds of long work", key=lambda plug: plug.key)
