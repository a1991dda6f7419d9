"""The rows that belong to a record, shown with it: phones, addresses, lines."""

from typing import Any
from uuid import UUID

from orbita.api.v1.shapes import kind_of_resource, outside
from orbita.platform.acts.actor import Actor
from orbita.platform.records.hidden import concealed
from orbita.platform.resources.slots import ApiResource


def parts_of_record(resource: ApiResource, actor: Actor, record_id: UUID) -> dict[str, Any]:
    """Each part by its name, without what is hidden from the actor. One statement a part."""
    names = concealed(actor, resource.kind)
    found: dict[str, Any] = {}
    for name, columns in resource.parts.items():
        if name in names:
            continue
        seen = [one for one in columns if f"{name}.{one.removesuffix('_id')}" not in names]
        relation: Any = kind_of_resource(resource).model._meta.get_field(name)
        rows = relation.related_model._default_manager.filter(**{relation.field.name: record_id})
        found[name] = [
            {key: outside(value) for key, value in row.items()}
            for row in rows.order_by(*relation.related_model._meta.ordering or ["pk"]).values(
                "id", *seen
            )
        ]
    return found
