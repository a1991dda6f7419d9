"""The settings page of modules."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.kit.packages import installed_packages
from orbita.platform.access.gates import gate
from orbita.platform.acts.frame import last_act_id
from orbita.platform.modules import commands, queries
from orbita.platform.modules.slots import modules as declared
from orbita.platform.ui.reply import Reply

PAGE = "modules/modules.html"
QUESTION = "modules/question.html"


@gate(commands.MANAGE, methods="GET")
def modules(request: HttpRequest) -> HttpResponse:
    """All modules, with what they need; below them the packages of others."""
    return Reply(request).page(PAGE, _context(), part="list")


@gate(commands.MANAGE)
def off(request: HttpRequest, key: str) -> HttpResponse:
    """A module goes off; when others need it, they are named first."""
    row = next((row for row in queries.rows() if row.module.key == key), None)
    if request.method != "POST" and row is not None:
        context = {"row": row, "post_url": request.path}
        title = _("Switch off “%(name)s”?") % {"name": row.module.label}
        return Reply(request).dialog(QUESTION, context, title=title)
    changed = commands.switch_off_module(key, by=_by(request))
    return _switched(request, _off_sentence(changed))


@gate(commands.MANAGE, methods="POST")
def on(request: HttpRequest, key: str) -> HttpResponse:
    """A module comes back, with those that it needs."""
    changed = commands.switch_on_module(key, by=_by(request))
    return _switched(request, _on_sentence(changed))


def _by(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _context() -> dict[str, Any]:
    rows = queries.rows()
    return {
        "rows": rows,
        "off": sum(1 for row in rows if row.off_since),
        "packages": installed_packages(),
    }


def _names(keys: list[str]) -> dict[str, Any]:
    return {"names": ", ".join(f"«{declared[key].label}»" for key in keys), "n": len(keys)}


def _off_sentence(keys: list[str]) -> str:
    said = ngettext("Module switched off: %(names)s", "Modules switched off: %(names)s", len(keys))
    return said % _names(keys)


def _on_sentence(keys: list[str]) -> str:
    said = ngettext("Module switched on: %(names)s", "Modules switched on: %(names)s", len(keys))
    return said % _names(keys)


def _switched(request: HttpRequest, said: str) -> HttpResponse:
    # The whole page anew: the menu beside the list has changed as well.
    return Reply(request).toast(said, undo=last_act_id()).go(reverse("modules:modules"))
