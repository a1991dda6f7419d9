"""Entries of registers on the pages of the records at which their links point."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.db.models import CharField, Q, Value

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import Test, dump
from orbita.platform.records.hidden import concealed
from orbita.platform.records.slots import RecordKind, kind_of, kinds
from orbita.platform.registers.definitions import Step
from orbita.platform.registers.queries import links_to, register_of

SHOWN = 5


@dataclass(frozen=True)
class Line:
    """An entry that points here."""

    title: str
    url: str
    stage: Step | None


@dataclass(frozen=True)
class Group:
    """The entries of a register that point here by one field; `url` is the list of all of them."""

    kind: RecordKind
    label: str
    lines: list[Line]
    is_more: bool
    url: str
    new_url: str


def pointing(actor: Actor, record: Any, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The newest entries of each register that lead to this record. One statement for all of them,
    none where nothing can lead here."""
    if as_of is not None:
        return None
    links = [
        (kind, key, label)
        for kind, key, label in links_to(kind_of(type(record)).key)
        if actor.may(f"{kind}.view") and f"own.{key}" not in concealed(actor, kind)
    ]
    rows = _rows(actor, str(record.pk), links)
    groups = [
        _group(actor, record, kind, key, label, rows.get((kind, key), []))
        for kind, key, label in links
    ]
    return {"groups": groups} if groups else None


def _rows(
    actor: Actor, pk: str, links: list[tuple[str, str, str]]
) -> dict[tuple[str, str], list[dict[str, Any]]]:
    parts = [
        kinds[kind]
        .model.objects.visible_to(actor)
        .filter(Q(**{f"own__{key}": pk}))
        .annotate(of=Value(kind, CharField()), by=Value(key, CharField()))
        .order_by("-created_at")
        .values("of", "by", "pk", "title", "stage_id")[: SHOWN + 1]
        for kind, key, _label in links
    ]
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    if parts:
        for row in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
            found.setdefault((row["of"], row["by"]), []).append(row)
    return found


def _group(
    actor: Actor, record: Any, kind: str, key: str, label: str, rows: list[dict[str, Any]]
) -> Group:
    register, found = register_of(kind), kinds[kind]
    where = dump(Test(key, "in", [str(record.pk)]))
    new = f"/{register.address}new/?own.{key}={record.pk}"
    return Group(
        kind=found,
        label=label,
        lines=[
            Line(row["title"], found.url(row["pk"]), register.stage(row["stage_id"]))
            for row in rows[:SHOWN]
        ],
        is_more=len(rows) > SHOWN,
        url=f"/{register.address}?mode=table&where={quote(where)}",
        new_url=new if actor.may(f"{kind}.create") else "",
    )
