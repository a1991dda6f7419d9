"""What is done with views."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.frame import command
from orbita.platform.lists.errors import ViewNameIsTaken, ViewNeedsName
from orbita.platform.lists.models import FavouriteView, SavedView


@command
def save_view(*, kind: str, name: str, sharing: str, query: dict[str, Any], by: Actor) -> SavedView:
    """Keep a list's state under a name. Refuses an empty name and one that the actor has already."""
    if not name.strip():
        raise ViewNeedsName
    try:
        with transaction.atomic():
            return SavedView.objects.create(
                kind=kind, name=name.strip(), sharing=sharing, query=query, owner_id=_person(by)
            )
    except IntegrityError:
        raise ViewNameIsTaken(name=name) from None


@command
def update_view(view_id: UUID, *, by: Actor, **changes: Any) -> SavedView:
    """Change one's own view: its query, name or sharing."""
    view = _own(view_id, by)
    for field, value in changes.items():
        setattr(view, field, value)
    view.save(update_fields=list(changes))
    return view


@command
def delete_view(view_id: UUID, *, by: Actor) -> None:
    """Delete one's own view."""
    _own(view_id, by).delete()


@command
def mark_favourite(view_id: UUID, *, on: bool, by: Actor) -> None:
    """Put a view into one's side bar, or take it out."""
    if on:
        FavouriteView.objects.get_or_create(user_id=_person(by), view_id=view_id)
    else:
        FavouriteView.objects.filter(user=by.id, view=view_id).delete()


def _person(by: Actor) -> UUID:
    """Views belong to people: Orbita itself has none."""
    if by.id is None:
        raise NotAllowed
    return by.id


def _own(view_id: UUID, by: Actor) -> SavedView:
    view = SavedView.objects.select_for_update().filter(pk=view_id, owner=by.id).first()
    if view is None:
        raise NotFound
    return view
