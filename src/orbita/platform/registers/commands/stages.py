"""Stages of own registers: names, colours, order, removal."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command
from orbita.platform.registers.commands.registers import RIGHT, locked, tell
from orbita.platform.registers.errors import (
    StageHasEntries,
    StageNameIsTaken,
    StageNeedsName,
    StageOfAnotherRegister,
    TooManyStages,
)
from orbita.platform.registers.models import LONGEST_NAME, Entry, RegisterStage

MOST_STAGES = 30


@command
def add_stage(
    register_id: UUID, *, name: str, tone: str = "gray", is_final: bool = False, by: Actor
) -> RegisterStage:
    """A new stage, the last one. Refuses a name that the register has, and too many stages."""
    require(by, RIGHT)
    register = locked(register_id)
    places = list(register.stages.values_list("position", flat=True))
    if len(places) >= MOST_STAGES:
        raise TooManyStages(most=MOST_STAGES)
    stage = RegisterStage(
        register=register, name=name, tone=tone, is_final=is_final,
        position=max(places, default=-1) + 1,
    )  # fmt: skip
    _save(stage)
    if not places:  # the board begins with everything on it
        _put(Entry.objects.filter(register=register, stage=None), stage)
    tell([register.pk], by)
    return stage


@command
def change_stage(stage_id: UUID, *, by: Actor, **values: Any) -> RegisterStage:
    """A stage's name, colour, and whether work ends there. Refuses a name that is taken."""
    require(by, RIGHT)
    stage = _locked(stage_id)
    for name in ("name", "tone", "is_final"):
        if name in values:
            setattr(stage, name, values[name])
    _save(stage)
    tell([stage.register_id], by)
    return stage


@command
def order_stages(register_id: UUID, order: Sequence[UUID], *, by: Actor) -> None:
    """Put the stages into this order; unnamed ones follow."""
    require(by, RIGHT)
    register = locked(register_id)
    place = {key: number for number, key in enumerate(order)}
    rows = sorted(
        register.stages.all(), key=lambda row: (place.get(row.pk, len(place)), row.position)
    )
    for number, row in enumerate(rows):
        row.position = number
    RegisterStage.objects.bulk_update(rows, ["position"])
    tell([register.pk], by)


@command
def remove_stage(stage_id: UUID, *, move_to: UUID | None = None, by: Actor) -> None:
    """Remove a stage; its entries, those in the bin too, go to another one of the register.

    Refuses a stage with entries when no other is named. The last stage may go: entries then stand
    on none.
    """
    require(by, RIGHT)
    stage = _locked(stage_id)
    others = RegisterStage.objects.filter(register=stage.register_id).exclude(pk=stage.pk)
    target = others.filter(pk=move_to).first() if move_to else None
    if move_to and target is None:
        raise StageOfAnotherRegister(stage=stage.name)
    entries = Entry.objects.filter(stage=stage)
    count = entries.filter(deleted_at=None).count()
    if count and target is None and others.exists():
        raise StageHasEntries(stage=stage.name, count=count)
    _put(entries, target or others.order_by("position").first())
    stage.delete()
    tell([stage.register_id], by)


def _put(entries: Any, stage: RegisterStage | None) -> None:
    entries.update(stage=stage, stage_since=timezone.now())


def _locked(stage_id: UUID) -> RegisterStage:
    rows = RegisterStage.objects.select_for_update(of=("self",)).select_related("register")
    stage = rows.filter(pk=stage_id, register__deleted_at=None).first()
    if stage is None:
        raise NotFound
    return stage


def _save(stage: RegisterStage) -> None:
    stage.name = " ".join(stage.name.replace("\x00", "").split())[:LONGEST_NAME]
    if not stage.name:
        raise StageNeedsName
    try:
        with transaction.atomic():
            stage.save()
    except IntegrityError as fault:
        raise StageNameIsTaken(name=stage.name) from fault
