"""Pages of entries besides the list: new, profile, stage, board, record."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import key_of
from orbita.platform.filling.forms import add_own_fields, own_bound
from orbita.platform.lists import boards
from orbita.platform.lists.slots import screens
from orbita.platform.lists.views.opening import state_of
from orbita.platform.records.hidden import fit_form
from orbita.platform.records.pages import record_page
from orbita.platform.records.queries import record
from orbita.platform.registers.commands import add_entry, change_entries
from orbita.platform.registers.definitions import Definition
from orbita.platform.registers.forms import EntryForm
from orbita.platform.registers.queries import register_of
from orbita.platform.registers.wording import new_entry
from orbita.platform.ui.answering import answer_form
from orbita.platform.ui.reply import Reply

FORM = "registers/entry_form.html"


def opened(request: HttpRequest, kind: str, action: str = "view") -> tuple[Actor, Definition]:
    """Who asks, and the register. NotFound for whoever may not see it: he is not told that there is
    one. Refuses whoever sees it but may not do this with any of its entries."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.may(f"{kind}.view"):
        raise NotFound
    register = register_of(kind)
    require(actor, f"{kind}.{action}")
    return actor, register


@gate(None)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Make an entry: title, stage, owner and the own fields that are asked for at once."""
    actor, register = opened(request, kind, "create")
    initial: dict[str, Any] = {"owner": actor.id, "stage": request.GET.get("stage", "")}
    initial |= {name: value for name, value in request.GET.items() if name.startswith("own.")}
    form = EntryForm(request.POST or None, initial=initial, register=register)
    add_own_fields(form, kind, actor)
    fit_form(form, actor, kind, is_new=True)

    def act() -> HttpResponse:
        given = dict(form.cleaned_data)
        owner = given.pop("owner", None)
        entry = add_entry(
            kind,
            title=given.pop("title"),
            stage_id=uuid_or_none(given.pop("stage", "")),
            owner_id=owner.pk if owner else None,
            by=actor,
            **given,
        )
        reply = Reply(request).go(f"/{register.address}{entry.pk}/")
        return reply.toast(_("Entry added"), undo=last_act_id())

    return answer_form(request, form, act, str(new_entry(register)), FORM, own=own_bound(form))


@gate(None)
def profile(request: HttpRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Change the title, stage and owner of an entry; what another has changed meanwhile is not
    overwritten."""
    actor, register = opened(request, kind, "edit")
    entry = record(actor, kind, entry_id)
    require(actor, f"{kind}.edit", entry)
    now = {"title": entry.title, "stage": str(entry.stage_id or ""), "owner": entry.owner_id}
    form = EntryForm(request.POST or None, initial=now, register=register)
    fit_form(form, actor, kind)
    seen = {name: request.POST.get(f"seen-{name}", str(now[name] or "")) for name in form.fields}

    def act() -> HttpResponse:
        changes, base = {}, {}
        for name in form.fields:
            value = form.cleaned_data[name]
            value = getattr(value, "pk", value)
            if str(value or "") != seen[name] and not form.fields[name].disabled:
                changes[name] = value
                base[name] = uuid_or_none(seen[name]) if name != "title" else seen[name]
        if changes:
            change_entries(kind, [entry_id], changes, base=base, by=actor)
        reply = Reply(request, back=f"/{register.address}{entry_id}/").close_panel().refresh()
        return reply.toast(_("Saved"), undo=last_act_id() if changes else None)

    return answer_form(request, form, act, entry.title, FORM, seen=seen)


@gate(None)
def stage(request: HttpRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Choose the stage by the keyboard; a POST moves the entry."""
    actor, register = opened(request, kind, "edit")
    if request.method != "POST":
        entry = record(actor, kind, entry_id)
        context = {"entry": entry, "register": register, "post_url": request.path}
        return Reply(request).drawer("registers/stage.html", context, title=entry.title)
    _move(register, entry_id, request, "stage")
    reply = Reply(request, back=f"/{register.address}{entry_id}/").close_panel().refresh()
    return _told(reply, register, request, "stage")


@gate(None, methods="POST")
def board_move(request: HttpRequest, kind: str) -> HttpResponse:
    """A card was dropped on a column; the heads of the columns come back."""
    actor, register = opened(request, kind, "edit")
    _move(register, key_of(request.POST, "id"), request, "to")
    reply = _told(Reply(request), register, request, "to")
    screen = screens[kind].seen_by(actor)
    if screen.board is None:
        return reply
    state = boards.narrowed(state_of(request, actor, screen)[0])
    may_create = actor.may(f"{kind}.create")
    for column in boards.group_summary(state, actor):
        context = {"column": column, "screen": screen, "may_create": may_create}
        reply.fragment("lists/column_head.html", context)
    return reply


def _move(register: Definition, entry_id: UUID, request: HttpRequest, name: str) -> None:
    to = key_of(request.POST, name)
    change_entries(register.kind, [entry_id], {"stage": to}, by=request.actor)  # type: ignore[attr-defined]


def _told(reply: Reply, register: Definition, request: HttpRequest, name: str) -> Reply:
    step = register.stage(key_of(request.POST, name))
    said = _("Moved to “%(stage)s”") % {"stage": step.name if step else ""}
    return reply.toast(said, undo=last_act_id())


@gate(None, methods="GET")
def entry(request: HttpRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """An entry: what it is, its fields, and everything that hangs at it."""
    actor, register = opened(request, kind)
    found = record(actor, kind, entry_id)
    extra = {
        "register": register,
        "step": register.stage(found.stage_id),
        "may_edit": actor.may(f"{kind}.edit"),
    }
    return record_page(request, kind, found, head="registers/head.html", extra=extra)
