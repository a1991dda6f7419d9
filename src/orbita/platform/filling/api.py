"""What programs do with the own fields of any record."""

from typing import Any

from orbita.platform.acts.actor import Actor
from orbita.platform.fields.definitions import PREFIX
from orbita.platform.filling import commands
from orbita.platform.resources.slots import ApiAct


def own_names(arguments: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """Only own fields are filled in here: «f_…» is the same as «own.f_…»."""
    named = {
        word: {f"{PREFIX}{name.removeprefix(PREFIX)}": value for name, value in said.items()}
        for word in ("changes", "base")
        if (said := arguments.get(word)) is not None
    }
    return {**arguments, **named}


API = (ApiAct("records/{kind}/{record_id}/own/", commands.fill_in, "patch", prepare=own_names),)
