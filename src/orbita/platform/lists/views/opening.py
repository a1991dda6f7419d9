"""Which list, and in what state: the common beginning of every list view."""

from uuid import UUID

from django.http import HttpRequest

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.lists.models import SavedView
from orbita.platform.lists.queries import views_of
from orbita.platform.lists.slots import ListScreen, screens
from orbita.platform.lists.state import ListState
from orbita.platform.records.slots import kinds


def opened(request: HttpRequest, kind: str) -> tuple[Actor, ListScreen]:
    """The actor and the list he asks for. Refuses whoever may not see the kind at all; of a kind that
    the company has made itself he is not told that there is one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found, screen = kinds.get(kind), screens.get(kind)
    if found is None or screen is None:
        raise NotFound
    right = f"{found.model.permissions}.view"
    if found.where and not actor.may(right):
        raise NotFound
    require(actor, right)
    return actor, screen.seen_by(actor)


def state_of(
    request: HttpRequest, actor: Actor, screen: ListScreen
) -> tuple[ListState, list[SavedView]]:
    """The list's state and the views that the actor may choose from. One statement."""
    views = views_of(actor, screen.kind)
    return _state(request, screen, views), views


def state_alone(request: HttpRequest, actor: Actor, screen: ListScreen) -> ListState:
    """The list's state for an answer without the tabs. No statement unless a saved view is asked for."""
    asked = request.GET.get("view", "")
    return _state(request, screen, views_of(actor, screen.kind) if uuid_or_none(asked) else [])


def _state(request: HttpRequest, screen: ListScreen, views: list[SavedView]) -> ListState:
    asked = request.GET.get("view", "")
    saved = next((view.query for view in views if str(view.pk) == asked), None)
    if saved is None:
        standard = next((view for view in screen.all_views if view.key == asked), None)
        saved = (
            {
                "where": standard.where,
                "sort": standard.sort,
                "columns": standard.columns,
                "mode": standard.mode,
            }
            if standard
            else {}
        )
    return ListState.of(request, screen, saved)


def as_uuids(texts: list[str]) -> list[UUID]:
    """Keys out of a form; what is no key is left out."""
    return [key for text in texts if (key := uuid_or_none(text))]
