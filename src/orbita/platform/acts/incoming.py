"""Reading what a form sent by hand: a missing or broken key is a refusal, not a fault."""

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
