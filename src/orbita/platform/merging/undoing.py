"""What speaks against undoing a merge."""

from uuid import UUID

from orbita.platform.merging.errors import MergedAgain
from orbita.platform.merging.models import MergedRecord
from orbita.platform.records.queries import titles


def refuse_merged_again(act_id: UUID) -> None:
    """Merges are undone in their reverse order: otherwise parts would have no way back.

    One statement for acts that merged nothing.
    """
    rows = list(MergedRecord.objects.filter(act=act_id).values_list("kind", "survivor_id"))
    if not rows:
        return
    kind = rows[0][0]
    later = MergedRecord.objects.filter(kind=kind, loser_id__in={pk for _kind, pk in rows})
    again = later.exclude(act=act_id).values_list("loser_id", flat=True).first()
    if again is not None:
        raise MergedAgain(title=titles(kind, [again])[again])
