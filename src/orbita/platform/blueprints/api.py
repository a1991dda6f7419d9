"""What programs do with settings as a file: taken over from another installation."""

import json
from typing import Any

from orbita.platform.acts.actor import Actor
from orbita.platform.blueprints import commands
from orbita.platform.blueprints.reading import read
from orbita.platform.resources.slots import ApiAct


def checked(arguments: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """The settings, read as a file is."""
    return {**arguments, "held": read(json.dumps(arguments["held"]).encode())}


API = (ApiAct("settings/", commands.bring_in, prepare=checked, permission=commands.MANAGE),)
