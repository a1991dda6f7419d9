"""Reading what a form sent by hand: a missing or broken key is a refusal, not a fault."""

import json
from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.acts.errors import Refusal


class FormIsIncomplete(Refusal):
    sentence = _("The form came incomplete. Reload the page and try again.")


def key_of(data: Mapping[str, str], name: str) -> UUID:
    """The key that a form sent under this name."""
    key = uuid_or_none(data.get(name, ""))
    if key is None:
        raise FormIsIncomplete
    return key


def list_of(data: Mapping[str, str], name: str) -> list[str]:
    """The texts that a script sent under this name as a JSON list."""
    try:
        found = json.loads(data.get(name, "[]"))
    except (json.JSONDecodeError, RecursionError):
        raise FormIsIncomplete from None
    if not isinstance(found, list):
        raise FormIsIncomplete
    return [str(item) for item in found]
