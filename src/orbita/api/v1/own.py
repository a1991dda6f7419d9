"""What belongs to no app: who calls, what there is, taking an act back."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from orbita.api.v1.operations import Call, Operation, Outcome
from orbita.api.v1.shapes import kind_of_resource
from orbita.platform.audit.commands import undo_act
from orbita.platform.resources.slots import resources, tables


def own_operations() -> list[Operation]:
    """The operations."""
    return [
        Operation(
            "get", "", "index", "orbita", lambda: _("What there is"), _index, answer="object"
        ),
        Operation("get", "me/", "me", "orbita", lambda: _("Who calls"), _me, answer="object"),
        Operation(
            "post", "acts/{act_id}/undo/", "undo", "acts", lambda: _("Undo an act"), _undo,
            places={"act_id": UUID}, answer="object",
        ),
    ]  # fmt: skip


def _index(call: Call) -> Outcome:
    seen = [
        {
            "name": one.name,
            "title": str(kind_of_resource(one).plural),
            "url": f"/api/v1/{one.name}/",
        }
        for one in resources
        if call.actor.may(f"{kind_of_resource(one).model.permissions}.view")
    ]
    found = [
        {"name": one.name, "title": str(one.label), "url": f"/api/v1/{one.name}/"}
        for one in tables
        if call.actor.may(one.permission)
    ]
    return Outcome({"items": [*seen, *found], "openapi": "/api/v1/openapi.json"})


def _me(call: Call) -> Outcome:
    who: dict[str, Any] = {
        "id": str(call.actor.id),
        "name": call.actor.name,
        "permissions": dict(sorted(call.actor.grants.items())),
    }
    return Outcome(who)


def _undo(call: Call) -> Outcome:
    report = undo_act(call.places["act_id"], by=call.actor)
    return Outcome({"records": report.records, "kept": list(report.kept)})
