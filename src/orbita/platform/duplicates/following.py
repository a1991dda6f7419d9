"""What follows from merges: pairs of merged records leave the queue, decisions go on for survivors."""

from django.db.models import Q

from orbita.platform.duplicates.models import Distinction, MatchKey, SuspectedPair
from orbita.platform.merging.events import RecordsMerged


def follow_merge(event: RecordsMerged) -> None:
    """The losers are suspected no longer; what they were told apart from, the survivor is told apart
    from as well. Five statements, however many records. An undo of the merge takes it back."""
    into = dict(zip(event.loser_ids, event.survivor_ids, strict=True))
    gone = Q(a__in=into) | Q(b__in=into)
    SuspectedPair.objects.filter(gone, kind=event.kind).delete()
    MatchKey.objects.filter(kind=event.kind, record__in=into).delete()
    told = list(Distinction.objects.filter(gone, kind=event.kind))
    wanted = {}
    for row in told:
        a, b = sorted((into.get(row.a, row.a), into.get(row.b, row.b)))
        if a != b:
            wanted[a, b] = row
    known = set(
        Distinction.objects.filter(kind=event.kind, a__in=[a for a, _b in wanted])
        .values_list("a", "b")
    )  # fmt: skip
    Distinction.objects.bulk_create(
        Distinction(kind=event.kind, a=a, b=b, why=row.why, by_id=row.by_id, at=row.at)
        for (a, b), row in sorted(wanted.items())
        if (a, b) not in known
    )
