"""Whom and what an action speaks of: employees in relation to a record, the subject of a contact."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from orbita.platform.records.slots import RecordRef


def who_choices(kind: str) -> list[tuple[str, Any]]:
    """Employees in relation to the record."""
    return [("owner", _("owner")), ("head", _("owner’s head"))]


def about(kind: str, record_id: UUID) -> RecordRef | None:
    """What a contact is about besides the client."""
    return None if kind == "party" else RecordRef(kind, record_id)


def quoted(words: str) -> str:
    """Words in the quotation marks of the reader's language."""
    return _("“%(words)s”") % {"words": words}
