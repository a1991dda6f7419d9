"""Pages of modules that are switched off do not exist."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from orbita.kit.slots import absent, is_absent, now_absent
from orbita.platform.access.slots import permissions
from orbita.platform.acts.errors import NotFound
from orbita.platform.modules.queries import absent_apps, switched_off
from orbita.platform.modules.slots import module_of
from orbita.platform.records.slots import kinds
from orbita.platform.ui.reply import refusal_reply


class ModulesMiddleware:
    """Answers 404 for what belongs to an absent module: the view itself, the right that it asks for,
    or the kind of records that its address names.

    Who is signed in brings the answer along with his rights. A public page of a module asks the
    database; all others cost nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        gate: str = getattr(view, "gate", "")
        if not gate:
            return None
        if gate == "public":
            if module_of(view.__module__):
                now_absent(absent_apps(switched_off()))
        else:
            _ = request.actor  # type: ignore[attr-defined]
        if absent() and _is_gone(view.__module__, gate, str(kwargs.get("kind", ""))):
            return refusal_reply(request, NotFound())
        return None


def _is_gone(module: str, permission: str, kind: str) -> bool:
    owners = (module, permissions.owner(permission), kinds.owner(kind))
    return any(is_absent(owner) for owner in owners if owner)
