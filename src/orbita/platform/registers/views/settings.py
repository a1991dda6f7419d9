"""Settings of registers: the list of them, a page for each, its stages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.accounts.queries import roles_granted
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.acts.incoming import key_of
from orbita.platform.fields.queries import own_fields
from orbita.platform.registers import queries
from orbita.platform.registers.commands import (
    RIGHT,
    add_stage,
    change_register,
    change_stage,
    delete_register,
    order_registers,
    order_stages,
    remove_stage,
    restore_register,
)
from orbita.platform.registers.forms import (
    NewRegisterForm,
    RegisterForm,
    StageForm,
    StageRemovalForm,
)
from orbita.platform.registers.patterns import EMPTY, PATTERNS, make_register
from orbita.platform.ui.answering import answer_form
from orbita.platform.ui.reply import Reply

LIST = "registers/settings/registers.html"
PAGE = "registers/settings/register.html"
FORM = "registers/settings/form.html"


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate(RIGHT, methods="GET")
def registers(request: HttpRequest) -> HttpResponse:
    """All registers of the company, and those in the bin."""
    return Reply(request).page(LIST, _listed(), part="list")


@gate(RIGHT)
def new_register(request: HttpRequest) -> HttpResponse:
    """A new register: first what it is made from, then its words and stages."""
    pattern = PATTERNS.get(request.GET.get("pattern", ""))
    title = _("New register")
    if pattern is None:
        context = {"patterns": PATTERNS.values(), "title": title}
        return Reply(request).drawer("registers/settings/patterns.html", context, title=title)
    now = {
        "plural": str(pattern.plural),
        "label": str(pattern.label),
        "title_label": str(pattern.title_label) or _("Name"),
        "icon": "folder" if pattern is EMPTY else pattern.icon,
        "has_board": bool(pattern.stages),
        "stages": "\n".join(map(str, pattern.stages)),
    }
    form = NewRegisterForm(request.POST or None, initial=now)

    def act() -> HttpResponse:
        given = dict(form.cleaned_data)
        given.pop("stages")
        names = form.stage_names() if given["has_board"] else []
        made = make_register(pattern=pattern, stages=names, by=actor_of(request), **given)
        reply = Reply(request).go(reverse("registers:register", args=[made.pk]))
        return reply.toast(_("Register added"), undo=last_act_id())

    return answer_form(request, form, act, title, FORM, pattern=pattern)


@gate(RIGHT, methods="POST")
def register_order(request: HttpRequest) -> HttpResponse:
    """Puts a register into another place of the menu."""
    order = [row.pk for row in queries.registers()]
    order_registers(_moved(request, order), by=actor_of(request))
    return _listed_again(request, _("Order of the registers saved"))


@gate(RIGHT, methods="GET")
def register(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """One register: its stages, its fields, who sees it."""
    return Reply(request).page(PAGE, _shown(register_id), part="register")


@gate(RIGHT)
def profile(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """The words and the look of a register."""
    found = queries.register(register_id)
    names = ("plural", "label", "title_label", "icon", "has_board")
    form = RegisterForm(
        request.POST or None, initial={name: getattr(found, name) for name in names}
    )

    def act() -> HttpResponse:
        change_register(register_id, by=actor_of(request), **form.cleaned_data)
        reply = Reply(request).go(reverse("registers:register", args=[register_id]))
        return reply.toast(_("Register saved"), undo=last_act_id())

    return answer_form(request, form, act, found.plural, FORM)


@gate(RIGHT)
def removal(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Asks before a register goes into the bin: what it holds, and where it is used."""
    found = queries.register(register_id)
    if request.method == "POST":
        delete_register(register_id, by=actor_of(request))
        reply = Reply(request).go(reverse("registers:registers"))
        return reply.toast(_("Register deleted"), undo=last_act_id())
    count = sum(row.count for row in queries.registers() if row.pk == register_id)  # type: ignore[attr-defined]
    context = {
        "register": found,
        "count": count,
        "uses": queries.uses_of(found),
        "list_url": f"/registers/{found.kind.removeprefix('r_')}/",
        "post_url": request.path,
    }
    title = _("Delete the register")
    return Reply(request).drawer("registers/settings/removal.html", context, title=title)


@gate(RIGHT, methods="POST")
def restoration(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Takes a register out of the bin."""
    restore_register(register_id, by=actor_of(request))
    return _listed_again(request, _("Register restored"))


@gate(RIGHT)
def new_stage(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """A new stage, the last one."""
    queries.register(register_id)
    form = StageForm(request.POST or None, initial={"tone": "blue"})

    def act() -> HttpResponse:
        add_stage(register_id, by=actor_of(request), **form.cleaned_data)
        return _done(request, register_id, _("Stage added"))

    return answer_form(request, form, act, _("New stage"), FORM)


@gate(RIGHT, methods="POST")
def stage_order(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Puts a stage into another place of the board."""
    order = [row.pk for row in queries.stages(register_id)]
    order_stages(register_id, _moved(request, order), by=actor_of(request))
    return _done(request, register_id, _("Order of the stages saved"))


@gate(RIGHT)
def stage(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """A stage: name, colour, whether work ends there."""
    found = queries.stage(stage_id)
    now = {name: getattr(found, name) for name in ("name", "tone", "is_final")}
    form = StageForm(request.POST or None, initial=now)

    def act() -> HttpResponse:
        change_stage(stage_id, by=actor_of(request), **form.cleaned_data)
        return _done(request, found.register_id, _("Stage saved"))

    return answer_form(request, form, act, found.name, FORM)


@gate(RIGHT)
def stage_removal(request: HttpRequest, stage_id: UUID) -> HttpResponse:
    """Removes a stage; where its entries go is asked first when there are any."""
    found = queries.stage(stage_id)
    rows = list(queries.stages(found.register_id))
    others = [(str(row.pk), row.name) for row in rows if row.pk != stage_id]
    is_empty = not any(row.count for row in rows if row.pk == stage_id)  # type: ignore[attr-defined]
    form = StageRemovalForm(request.POST or None, others=others)
    if is_empty or not others:
        del form.fields["move_to"]

    def act() -> HttpResponse:
        target = uuid_or_none(form.cleaned_data.get("move_to", ""))
        remove_stage(stage_id, move_to=target, by=actor_of(request))
        return _done(request, found.register_id, _("Stage removed"))

    title = _("Remove the stage “%(name)s”") % {"name": found.name}
    return answer_form(request, form, act, title, "registers/settings/stage_removal.html")


def _moved(request: HttpRequest, order: Sequence[UUID]) -> list[UUID]:
    """The order after a drop (`id` before `before`) or a key (`up`, `down`)."""
    found, moved = list(order), key_of(request.POST, "id")
    if moved not in found:
        raise NotFound
    here = found.index(moved)
    found.remove(moved)
    before = uuid_or_none(request.POST.get("before", ""))
    if "up" in request.POST:
        place = max(here - 1, 0)
    elif "down" in request.POST:
        place = here + 1
    else:
        place = found.index(before) if before in found else len(found)
    found.insert(place, moved)
    return found


def _listed() -> dict[str, Any]:
    return {"registers": queries.registers(), "binned": queries.binned_registers()}


def _listed_again(request: HttpRequest, said: str) -> Reply:
    """The whole page again: the menu has changed with the list."""
    reply = Reply(request).go(reverse("registers:registers"))
    return reply.toast(said, undo=last_act_id())


def _shown(register_id: UUID) -> dict[str, Any]:
    found = queries.register(register_id)
    return {
        "register": found,
        "stages": queries.stages(register_id),
        "fields": own_fields(found.kind),
        "list_url": f"/registers/{found.kind.removeprefix('r_')}/",
        "roles": roles_granted(f"{found.kind}.view"),
    }


def _done(request: HttpRequest, register_id: UUID, said: str) -> Reply:
    reply = Reply(request, back=reverse("registers:register", args=[register_id])).close_panel()
    reply.fragment(f"{PAGE}#register", _shown(register_id))
    return reply.toast(said, undo=last_act_id())
