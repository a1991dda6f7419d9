"""Setting up privacy: purposes, texts of consents, terms, the responsible person."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from orbita.parties.consent.errors import NameIsTaken, WordingIsSame
from orbita.parties.consent.models import Keeping, Privacy, Purpose, Wording
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import send_poke
from orbita.platform.acts.frame import command
from orbita.platform.keys import uuid7

MANAGE = "privacy.manage"
PURPOSE_FIELDS = ("name", "note", "is_marketing", "months", "is_active")
KEEPING_FIELDS = ("name", "condition", "since", "months", "what", "is_active")


@command
def save_purpose(purpose_id: UUID | None, values: Mapping[str, Any], *, by: Actor) -> Purpose:
    """Add a purpose or change one; its name is unique."""
    require(by, MANAGE)
    found = _found(Purpose, purpose_id) if purpose_id else None
    if found is None:
        found = Purpose(key=uuid7().hex, position=_next_place())
    for name in PURPOSE_FIELDS:
        if name in values and not (name == "name" and str(found) == values[name]):
            setattr(found, name, values[name])
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        raise NameIsTaken from None
    send_poke([("purpose", found.pk)])
    return found


@command
def add_wording(purpose_id: UUID, text: str, *, by: Actor) -> Wording:
    """A new version of the text of a purpose; consents given so far keep theirs."""
    require(by, MANAGE)
    purpose = _found(Purpose, purpose_id)
    newest = purpose.wordings.order_by("-number").first()
    if newest is not None and newest.text == text.strip():
        raise WordingIsSame
    made = Wording.objects.create(
        purpose=purpose,
        number=(newest.number if newest else 0) + 1,
        text=text.strip(),
        since=timezone.localdate(),
    )
    send_poke([("purpose", purpose_id)])
    return made


@command
def save_keeping(keeping_id: UUID | None, values: Mapping[str, Any], *, by: Actor) -> Keeping:
    """Add a rule of retention or change one. A rule that erases needs the right to erase."""
    require(by, MANAGE)
    if values.get("what") == "anonymise":
        require(by, "privacy.erase")
    found = _found(Keeping, keeping_id) if keeping_id else Keeping()
    for name in KEEPING_FIELDS:
        if name in values:
            setattr(found, name, values[name])
    found.save()
    send_poke([("keeping", found.pk)])
    return found


@command
def remove_keeping(keeping_id: UUID, *, by: Actor) -> None:
    """Delete a rule of retention with its log; undo brings the rule back."""
    require(by, MANAGE)
    _found(Keeping, keeping_id).delete()
    send_poke([("keeping", keeping_id)])


@command
def save_privacy(values: Mapping[str, Any], *, by: Actor) -> Privacy:
    """Say who answers for personal data and where people write to."""
    require(by, MANAGE)
    found, _ = Privacy.objects.update_or_create(pk=1, defaults=dict(values))
    send_poke([("privacy", "1")])
    return found


def _found(model: Any, key: UUID) -> Any:
    row = model.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotFound
    return row


def _next_place() -> int:
    return int(Purpose.objects.aggregate(last=Max("position"))["last"] or 0) + 1
