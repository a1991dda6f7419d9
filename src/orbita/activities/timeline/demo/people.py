"""With whom one speaks at a client of the demo company."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from orbita.kit.names import PersonName
from orbita.parties.directory.models import Party
from orbita.parties.relations.models import Relation, RelationKind


@dataclass(frozen=True)
class Speaker:
    """A person and how he is spoken of: «Олег Игоревич»."""

    id: UUID
    name: str


def speakers() -> dict[UUID, list[Speaker]]:
    """The people of each client: who works there now, or the client himself. Two statements."""
    found: dict[UUID, list[Speaker]] = defaultdict(list)
    jobs = Relation.objects.filter(kind=RelationKind.WORKS_AT, until=None).select_related("source")
    for job in jobs.order_by("source__created_at", "source__full_name", "position"):
        found[job.target_id].append(_speaker(job.source))
    for party in Party.objects.exclude(first_name="").order_by("created_at", "name"):
        found[party.pk].append(_speaker(party))
    return found


def _speaker(party: Party) -> Speaker:
    parts = PersonName(party.last_name, party.first_name, party.middle_name)
    return Speaker(party.pk, parts.polite)
