"""An event as it is told outside: its type, the records it is about, and its own plain values."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from orbita.api.webhooks.catalogue import Shape, shape_of
from orbita.platform.acts.events import to_json
from orbita.platform.records.slots import kinds

DELETED_AT = ("deleted_at",)


@dataclass(frozen=True)
class Told:
    """What happened to records of one kind. `companions` stand beside the ids, under `companion`;
    with `act_id` the records are those whose history has the act."""

    type: str
    kind: str
    ids: tuple[UUID, ...]
    values: dict[str, Any]
    by: UUID | None = None
    companion: str = ""
    companions: tuple[UUID, ...] = ()
    act_id: UUID | None = None
    is_bin: bool = False
    """Deleted or restored: which of the two, each record says."""

    @property
    def types(self) -> frozenset[str]:
        """The types that its messages may have."""
        if self.is_bin:
            return frozenset({f"{self.kind}.deleted", f"{self.kind}.restored"})
        return frozenset({self.type})


def told_of(event: object) -> list[Told]:
    """What an event says to the world: nothing, or one thing a kind of records."""
    kind_of_event: type = type(event)
    shape = shape_of(kind_of_event)
    if shape is None:
        return []
    if shape.kind == "" and not hasattr(event, "kind"):
        return [_told(shape, event, kind, ids) for kind, ids in _by_kind(event.records).items()]  # type: ignore[attr-defined]
    kind = shape.kind or str(event.kind)  # type: ignore[attr-defined]
    if kind not in kinds:
        return []
    given = getattr(event, shape.subject)
    if shape.subject == "act_id":
        return [_told(shape, event, kind, (), act_id=given)]
    ids = tuple(given) if isinstance(given, tuple | list) else (given,)
    ids = tuple(one if isinstance(one, UUID) else UUID(one) for one in ids if one is not None)
    return [_told(shape, event, kind, ids)] if ids else []


def _told(
    shape: Shape, event: Any, kind: str, ids: tuple[UUID, ...], *, act_id: UUID | None = None
) -> Told:
    plain = to_json(event)
    values = {name: plain[name] for name in shape.values if plain[name] is not None}
    along = tuple(getattr(event, shape.alongside)) if shape.alongside else ()
    return Told(
        type=shape.type,
        kind=kind,
        ids=ids,
        values=values,
        by=getattr(event, "by", None),
        companion=shape.alongside[:-1],
        companions=along if len(along) == len(ids) else (),
        act_id=act_id,
        is_bin=shape.tells_bin and tuple(values.get("fields", ())) == DELETED_AT,
    )


def _by_kind(records: tuple[str, ...]) -> dict[str, tuple[UUID, ...]]:
    """«kind:id» told apart; what is no kind of records is left out."""
    found: dict[str, list[UUID]] = {}
    for one in records:
        kind, _, record_id = one.partition(":")
        if kind in kinds:
            found.setdefault(kind, []).append(UUID(record_id))
    return {kind: tuple(ids) for kind, ids in found.items()}
