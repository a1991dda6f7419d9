"""Names and addresses of what links and files lead to."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from orbita.kit.identities import uuid_or_none
from orbita.platform.acts.actor import Actor
from orbita.platform.fields.definitions import Definition
from orbita.platform.records.slots import kinds


def names_of(
    actor: Actor, definitions: Iterable[Definition], values: Mapping[str, Any]
) -> dict[str, str]:
    """Titles of the linked records that the actor sees, by key. One statement a target kind."""
    wanted: dict[str, set[UUID]] = {}
    for one in definitions:
        key = uuid_or_none(values.get(one.key)) if one.leads_to in kinds else None
        if key:
            wanted.setdefault(one.leads_to, set()).add(key)
    found: dict[str, str] = {}
    for target, keys in wanted.items():
        kind = kinds[target]
        rows = kind.model.objects.visible_to(actor).filter(pk__in=keys)
        found |= {str(pk): str(title) for pk, title in rows.values_list("pk", kind.title)}
    return found


def url_of(one: Definition, value: Any, names: Mapping[str, str]) -> str:
    """Where a value leads; "" for one that leads nowhere or that the actor does not see."""
    if one.leads_to in kinds and str(value) in names:
        return kinds[one.leads_to].url(UUID(str(value)))
    return ""
