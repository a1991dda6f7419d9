"""Contacts as rows: who with whom, when, with what words and what result."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from orbita.activities.timeline.demo.speech import ASKS, DETAILS, NEXT, SITUATIONS, STEPS
from orbita.activities.timeline.models import Direction, Interaction, Kind, Participant, Result
from orbita.platform.records.slots import RecordRef
from orbita.platform.ui.demo import Demo

CHANNELS = {"Telegram": 50, "WhatsApp": 20, "Сайт": 20, "MAX": 10}
RESULTS = {
    "silence": {Result.NO_ANSWER: 1},
    "lost": {Result.REFUSED: 8, Result.POSTPONED: 2},
    "negotiate": {Result.AGREED: 5, Result.REACHED: 3, Result.POSTPONED: 2},
    "contract": {Result.AGREED: 7, Result.REACHED: 3},
}
USUAL_RESULTS = {Result.REACHED: 6, Result.AGREED: 2, Result.POSTPONED: 1, Result.DONE: 1}
LENGTHS = {Kind.CALL: (70, 900), Kind.MEETING: (1800, 6300), Kind.VISIT: (2400, 14400)}
"""Seconds, at least and at most."""
WORDY = ("inquiry", "qualify", "offer", "negotiate")
TALKATIVE = (Kind.CALL, Kind.MEETING, Kind.VISIT)
RARE = 0.4
"""How often a decision is made, against anything else that may be said."""


@dataclass(frozen=True)
class Saying:
    """One line of the speech."""

    kind: str
    direction: str
    subject: str
    text: str


@dataclass(frozen=True)
class Talk:
    """What a run of contacts is about: the client, his person, ours, the words for the places."""

    party_id: UUID | None
    owner_id: UUID
    about: RecordRef | None = None
    person_id: UUID | None = None
    words: dict[str, str] = field(default_factory=dict)


@cache
def sayings(situation: str) -> tuple[Saying, ...]:
    """The lines for a situation."""
    return tuple(Saying(*line.split("|")) for line in SITUATIONS[situation].strip().splitlines())


@dataclass
class Writer:
    """Gathers contacts and stores them at once."""

    demo: Demo
    rows: list[Interaction] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)

    def contact(
        self, talk: Talk, situation: str, at: datetime, *, kinds: frozenset[str] = frozenset()
    ) -> Interaction:
        """Something was said in a situation; `kinds` narrows what it may have been."""
        lines = [s for s in sayings(situation) if not kinds or s.kind in kinds]
        said = self.demo.pick({s: RARE if s.kind == Kind.DECISION else 1.0 for s in lines})
        result = duration = None
        if said.kind in TALKATIVE:
            result = self.demo.pick(RESULTS.get(situation, USUAL_RESULTS))
        if said.kind in LENGTHS and result != Result.NO_ANSWER:
            low, high = LENGTHS[Kind(said.kind)]
            duration = round(self.demo.random.triangular(low, high, low))
        made = self._row(
            talk, at, kind=said.kind, direction=said.direction or Direction.NONE,
            channel=self.demo.pick(CHANNELS) if said.kind == Kind.CHAT else "",
            subject=self._worded(said.subject, talk), text=self._text(said, situation, talk),
            result=result or "", duration=duration, done_at=at,
            is_pinned=said.kind == Kind.DECISION,
        )  # fmt: skip
        if talk.person_id and said.kind not in (Kind.NOTE, Kind.DECISION, Kind.DOCUMENT):
            self.participants.append(Participant(interaction=made, party_id=talk.person_id))
        return made

    def step(self, talk: Talk, situation: str, due_at: datetime, *, made_at: datetime) -> None:
        """A next step was planned; every fourth is for a day, without a time."""
        kind, subject = self.demo.random.choice(STEPS[situation])
        whole = self.demo.chance(0.25)
        due = due_at.replace(minute=due_at.minute // 15 * 15)
        if whole:
            due = self.demo.at(due.date(), 0)
        self._row(
            talk, made_at, kind=kind, subject=subject, due_at=due, is_all_day=whole,
            assignee_id=talk.owner_id,
        )  # fmt: skip

    def story(self, talk: Talk, at: datetime, **values: Any) -> None:
        """Orbita tells what happened."""
        self._row(talk, at, kind=Kind.STORY, done_at=at, story=values)

    def store(self) -> None:
        """Write everything, the oldest first."""
        self.rows.sort(key=lambda row: row.pk)
        Interaction.objects.bulk_create(self.rows, batch_size=10_000)
        Participant.objects.bulk_create(self.participants, batch_size=10_000)

    def _row(self, talk: Talk, at: datetime, **values: Any) -> Interaction:
        about = talk.about
        made = Interaction(
            id=self.demo.key(at), party_id=talk.party_id, about_kind=about.kind if about else "",
            about_id=about.id if about else None, owner_id=talk.owner_id, created_at=at,
            created_by_id=talk.owner_id, **values,
        )  # fmt: skip
        self.rows.append(made)
        return made

    def _text(self, said: Saying, situation: str, talk: Talk) -> str:
        parts = [self._worded(said.text, talk)]
        if situation in WORDY and said.kind in TALKATIVE:
            for more, share in ((DETAILS, 0.45), (ASKS, 0.35), (NEXT, 0.45)):
                if self.demo.chance(share):
                    parts.append(self.demo.random.choice(more))
        return " ".join(parts)

    def _worded(self, text: str, talk: Talk) -> str:
        if "{" not in text:
            return text
        number = str(self.demo.random.randint(100, 2900))
        return text.format_map({"number": number, **talk.words})
