"""What programs do with workplaces: the menu, the tiles, the start page."""

from typing import Any

from orbita.platform.acts.actor import Actor
from orbita.platform.resources.slots import ApiAct
from orbita.platform.workplaces import commands

LAYOUT = {
    "start": str, "menu": list[str], "more": list[str], "tiles": list[str], "tiles_off": list[str],
    "reports": list[str],
}  # fmt: skip

NOTHING = {"start": "", "menu": [], "more": [], "tiles": [], "tiles_off": [], "reports": []}


def whole(arguments: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """A workplace is laid out as a whole: what is not said is as it comes."""
    return {**arguments, "layout": {**NOTHING, **arguments["layout"]}}


API = (
    ApiAct(
        "roles/{role_id}/workplace/",
        commands.lay_out_role,
        "put",
        spread="layout",
        body=LAYOUT,
        prepare=whole,
    ),
    ApiAct("roles/{role_id}/workplace/", commands.lay_out_as_shipped, "delete"),
    ApiAct(
        "me/workplace/", commands.lay_out_own, "put", spread="layout", body=LAYOUT, prepare=whole
    ),
    ApiAct("me/workplace/", commands.lay_out_as_role, "delete"),
)
