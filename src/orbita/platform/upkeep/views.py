"""The page of health: how the installation is, and what to do about it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.reply import Reply
from orbita.platform.upkeep import backing, queries
from orbita.platform.upkeep.commands import EDITABLE, MANAGE, ask_for, set_backup_plan
from orbita.platform.upkeep.forms import PlanForm
from orbita.platform.upkeep.looking import lines
from orbita.platform.upkeep.models import Kind

PAGE = "upkeep/health.html"


@gate(MANAGE, methods="GET")
def health(request: HttpRequest) -> HttpResponse:
    """Every line of health, the backups that lie there, the plan. About twenty statements."""
    return Reply(request).page(PAGE, {**_state(), "form": _form()}, part="state")


@gate(MANAGE, methods="POST")
def plan(request: HttpRequest) -> HttpResponse:
    """Set when backups are made."""
    form = PlanForm(request.POST)
    reply = Reply(request, back=reverse("upkeep:health"))
    if not form.is_valid():
        return reply.invalid(f"{PAGE}#plan", {"form": form})
    set_backup_plan(form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
    return reply.fragment(f"{PAGE}#plan", {"form": _form()}).toast(
        _("The plan is saved"), undo=last_act_id()
    )


@gate(MANAGE, methods="POST")
def backup(request: HttpRequest) -> HttpResponse:
    """Make a backup now."""
    return _asked(request, Kind.BACKUP, _("The backup begins"))


@gate(MANAGE, methods="POST")
def drill(request: HttpRequest) -> HttpResponse:
    """Try now whether the newest backup can be brought back."""
    return _asked(request, Kind.DRILL, _("The trial restore begins"))


def _asked(request: HttpRequest, kind: str, said: str) -> HttpResponse:
    ask_for(kind, by=request.actor)  # type: ignore[attr-defined]
    back = reverse("upkeep:health")
    return Reply(request, back=back).fragment(f"{PAGE}#state", _state()).toast(said)


def _form() -> PlanForm:
    found = queries.plan()
    return PlanForm(initial={name: getattr(found, name) for name in EDITABLE})


def _state() -> dict[str, object]:
    return {
        "lines": lines(),
        "recent": queries.recent(),
        "files": backing.files()[: queries.SHOWN],
        "folder": backing.folder(),
    }
