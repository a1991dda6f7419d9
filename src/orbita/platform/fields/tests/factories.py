"""Own fields for tests, made by the real command."""

from typing import Any

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.fields.commands import add_field
from orbita.platform.fields.models import FieldType, OwnField


def own_field(
    kind: str = "party",
    label: str = "",
    type: str = FieldType.TEXT,  # noqa: A002
    **more: Any,
) -> OwnField:
    """A field of a kind; options may be given as labels."""
    options = [{"label": one} if isinstance(one, str) else one for one in more.pop("options", [])]
    values = {"label": label or f"Field {type}", "type": type, "options": options, **more}
    return add_field(kind, values, by=SYSTEM)
