"""Stages as files name them: the two ends, the usual names of open stages, and those to be made."""

from typing import Any

from orbita.kit.text import fold
from orbita.platform.keys import uuid7
from orbita.sales.deals.models import Outcome, Pipeline, Stage

WON = (
    "won|closed won|closedwon|win|success|successful|выиграна|выигран|выиграно|выигрыш|успех|"
    "успешно реализовано|успешно|сделка успешна|продано|оплачено"
)
LOST = (
    "lost|closed lost|closedlost|loss|failed|отказ|проиграна|проигран|проиграно|проигрыш|"
    "провалена|закрыто и не реализовано|сделка провалена|потеряна"
)
"""Words for the two ends of every pipeline."""
ENDS: dict[str, str] = {
    **dict.fromkeys(WON.split("|"), Outcome.WON),
    **dict.fromkeys(LOST.split("|"), Outcome.LOST),
}
NEAREST = (
    (
        0.0,
        "prospecting|prospect|new|lead|новая|новый|заявка|новая заявка|первичный контакт|"
        "необработанные",
    ),
    (
        0.25,
        "engaging|qualification|qualified|discovery|в работе|квалификация|contacted|meeting|"
        "встреча|выявление потребности",
    ),
    (
        0.5,
        "proposal|quote|offer|кп|коммерческое предложение|предложение|value proposition|"
        "proposal price quote|демонстрация|demo",
    ),
    (
        0.75,
        "negotiation|negotiation review|переговоры|торг|принимают решение|согласование",
    ),
    (
        1.0,
        "contract|договор|счет|счет выставлен|contract sent|подписание",
    ),
)
"""Usual names of open stages, and how far along the pipeline they stand."""
MOST_STAGES = 30


class Stages:
    """The stages of the first pipeline, by the words that files use for them."""

    def __init__(self, *, make: bool) -> None:
        self.make = make
        self.made: dict[str, tuple[Any, str, float]] = {}
        pipeline = Pipeline.objects.order_by("position", "name").first()
        rows = list(Stage.objects.filter(pipeline=pipeline).order_by("position"))
        self.pipeline = pipeline
        self.ends = {row.outcome: row.pk for row in rows if row.outcome != Outcome.OPEN}
        self.open = [row for row in rows if row.outcome == Outcome.OPEN]
        self._known = {fold(row.name): (row.pk, row.outcome) for row in rows}

    def find(self, name: str) -> tuple[Any, str] | None:
        """The stage that is meant, with its outcome; None for an unknown one that isn't to be made."""
        key = " ".join(fold(name.replace("_", " ")).split())
        if key in self._known:
            return self._known[key]
        if key in ENDS:
            found: tuple[Any, str] = (self.ends[ENDS[key]], ENDS[key])
        elif self.make and len(self.made) < MOST_STAGES and len(name.strip()) <= 200:
            found = (uuid7(), Outcome.OPEN)
            self.made[key] = (found[0], " ".join(name.split()), _place(key) or 0.0)
        else:
            place = _place(key, None)
            if place is None:
                return None
            found = (self.open[round(place * (len(self.open) - 1))].pk, Outcome.OPEN)
        self._known[key] = found
        return found

    def write_made(self) -> None:
        """Add the made stages among the open ones, each where its name says; a handful of rows."""
        if not self.made:
            return
        places = [
            (number / max(len(self.open) - 1, 1), stage) for number, stage in enumerate(self.open)
        ]
        new = []
        for pk, name, place in self.made.values():
            stage = Stage(
                pk=pk,
                pipeline=self.pipeline,
                name=name,
                tone="blue",
                position=0,
                probability=round(10 + place * 80),
                outcome=Outcome.OPEN,
            )
            new.append(stage)
            places.append((place - 0.001, stage))
        ends = Stage.objects.filter(pk__in=self.ends.values()).order_by("position")
        order = [stage for _place, stage in sorted(places, key=lambda one: one[0])] + list(ends)
        for position, stage in enumerate(order):
            stage.position = position
        Stage.objects.bulk_create(new)
        Stage.objects.bulk_update([one for one in order if one not in new], ["position"])


def _place(key: str, otherwise: float | None = 0.3) -> float | None:
    return next((place for place, words in NEAREST if key in words.split("|")), otherwise)
