"""Questions about own registers."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from orbita.platform.acts.errors import NotFound
from orbita.platform.fields.models import FieldType, OwnField
from orbita.platform.fields.queries import all_fields
from orbita.platform.lists.models import SavedView
from orbita.platform.records.slots import kinds
from orbita.platform.registers.definitions import Definition, all_registers
from orbita.platform.registers.models import Register, RegisterStage


def register_of(kind: str) -> Definition:
    """The register of a kind, or NotFound. No statement where registers are known already."""
    found = next((one for one in all_registers() if one.kind == kind), None)
    if found is None:
        raise NotFound
    return found


def registers() -> "QuerySet[Register]":
    """The registers that are not in the bin, in their order, with their stages and how many entries
    and fields each has. Two statements."""
    rows = Register.objects.filter(deleted_at=None).order_by("position", "id")
    count = Count("entries", filter=Q(entries__deleted_at=None))
    return rows.annotate(count=count).prefetch_related("stages")


def binned_registers() -> "QuerySet[Register]":
    """The registers in the bin, the last deleted first. One statement."""
    return Register.objects.exclude(deleted_at=None).order_by("-deleted_at")


def register(register_id: UUID) -> Register:
    """A register outside the bin, or NotFound. One statement."""
    found = Register.objects.filter(pk=register_id, deleted_at=None).first()
    if found is None:
        raise NotFound
    return found


def stages(register_id: UUID) -> "QuerySet[RegisterStage]":
    """The stages of a register with how many entries stand on each. One statement."""
    count = Count("entries", filter=Q(entries__deleted_at=None))
    return (
        RegisterStage.objects.filter(register=register_id)
        .annotate(count=count)
        .order_by("position", "id")
    )


def stage(stage_id: UUID) -> RegisterStage:
    """A stage of a register outside the bin, or NotFound. One statement."""
    rows = RegisterStage.objects.select_related("register").filter(register__deleted_at=None)
    found = rows.filter(pk=stage_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Use:
    """A place that would miss a register."""

    label: str
    where: str


def uses_of(found: Register) -> list[Use]:
    """Where a register is used: links of other kinds that lead to it, saved views of its list. Two
    statements."""
    links: Iterable[OwnField] = OwnField.objects.filter(
        type=FieldType.LINK, target=found.kind, deleted_at=None
    )
    views = SavedView.objects.filter(kind=found.kind).values_list("name", flat=True)
    shown = [
        Use(one.label, str(kinds[one.kind].plural) if one.kind in kinds else one.kind)
        for one in links
    ]
    return [*shown, *(Use(name, found.plural) for name in views)]


def links_to(kind: str) -> list[tuple[str, str, str]]:
    """The own fields of registers that lead to records of a kind: (kind, key, label). No statement
    where fields are known already."""
    own = {one.kind for one in all_registers()}
    return [
        (one.kind, one.key, one.label)
        for one in all_fields()
        if one.kind in own and one.leads_to == kind and one.type == FieldType.LINK
    ]
