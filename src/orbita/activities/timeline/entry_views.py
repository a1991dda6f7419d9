"""What is done with one entry of the timeline over HTTP."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orbita.activities.timeline import commands, drawing
from orbita.activities.timeline.edit import Edited
from orbita.activities.timeline.errors import StepNeedsTime
from orbita.activities.timeline.forms import next_step
from orbita.activities.timeline.models import Interaction, Kind, Result
from orbita.activities.timeline.queries import touchpoints
from orbita.activities.timeline.times import understand
from orbita.activities.timeline.views import refreshed
from orbita.activities.timeline.wording import entry
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record
from orbita.platform.ui.reply import Reply


def _mine(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


def _one(actor: Actor, interaction_id: UUID) -> Interaction:
    rows = Interaction.objects.visible_to(actor).select_related("owner", "assignee", "party")
    found: Interaction = rows.one(interaction_id)
    return found


def _home(actor: Actor, row: Interaction, asked: str) -> tuple[str, Any]:
    """The record on whose page the entry is looked at: the one named, or its own."""
    if asked == "party" and row.party_id:
        return "party", record(actor, "party", row.party_id)
    if row.about_id:
        return row.about_kind, record(actor, row.about_kind, row.about_id)
    if row.party_id is None:
        raise NotFound
    return "party", record(actor, "party", row.party_id)


def _back(request: HttpRequest, row: Interaction) -> Reply:
    """The timeline brought up to date; elsewhere (a list, the day) live parts fetch themselves."""
    actor = _mine(request)
    asked = request.POST.get("on", "")
    if not asked:
        return Reply(request).refresh()
    return refreshed(request, *_home(actor, row, asked))


@gate("interactions.view")
def interaction(request: HttpRequest, interaction_id: UUID) -> HttpResponse:
    """One entry in the drawer, to read and, by who may, to change."""
    actor = _mine(request)
    row = _one(actor, interaction_id)
    edited = Edited.of(request) if request.method == "POST" else Edited.from_row(row)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            edited.save(row, by=actor)
        except Refusal as refused:
            if refused.status not in (409, 422):
                raise
            refusal = refused
        else:
            row.refresh_from_db()
            return _back(request, row).close_panel().toast(_("Saved"), undo=last_act_id())
    context = {
        "row": row,
        "entry": entry(actor, row),
        "typed": edited,
        "refusal": refusal,
        "on": request.POST.get("on") or request.GET.get("on", ""),
        "results": Result.choices,
        "touchpoints": touchpoints(),
        "kinds": [choice for choice in Kind.choices if choice[0] != Kind.STORY],
        "base": edited.base(row),
        "may_note_need": actor.may("needs.create") and row.party_id is not None,
    }
    if refusal is not None:
        return Reply(request).invalid("timeline/entry_form.html", context, title=str(row))
    return Reply(request).drawer("timeline/entry_form.html", context, title=str(row))


@gate("interactions.create", methods="POST")
def completion(request: HttpRequest, interaction_id: UUID) -> HttpResponse:
    """Mark a step as done and ask what follows."""
    actor = _mine(request)
    row = commands.finish_interaction(interaction_id, by=actor)
    reply = _back(request, row)
    if asked := request.POST.get("on"):
        kind, found = _home(actor, row, asked)
        reply.fragment("timeline/page.html#top", drawing.top(actor, kind, found, finished=row))
    return reply.toast(_("Done"), undo=last_act_id())


@gate("interactions.create", methods="POST")
def follow_up(request: HttpRequest, interaction_id: UUID) -> HttpResponse:
    """What came out of a step that is done, and the step that follows it."""
    actor = _mine(request)
    row = _one(actor, interaction_id)
    text, result = request.POST.get("next", "").strip(), request.POST.get("result", "")
    if result in Result.values and result != row.result:
        commands.change_interactions([row.pk], {"result": result}, by=actor)
    if not text:
        return _back(request, row).toast(_("Saved"), undo=last_act_id())
    step = next_step(text, actor)
    commands.plan_interaction(
        kind=step.kind,
        due_at=step.due_at,
        is_all_day=step.is_all_day,
        subject=step.subject,
        party_id=row.party_id,
        about=row.about,
        by=actor,
    )
    return _back(request, row).toast(_("Next step planned"), undo=last_act_id())


@gate("interactions.create", methods="POST")
def new_time(request: HttpRequest, interaction_id: UUID) -> HttpResponse:
    """Put a planned step on another time, typed as people say it."""
    when = understand(request.POST.get("when", ""))
    if when is None:
        raise StepNeedsTime
    row = commands.reschedule_interaction(
        interaction_id, due_at=when.at, is_all_day=when.is_all_day, by=_mine(request)
    )
    said = _("Moved to %(when)s") % {"when": when.words}
    return _back(request, row).toast(said, undo=last_act_id())


@gate("interactions.create", methods="POST")
def pin(request: HttpRequest, interaction_id: UUID) -> HttpResponse:
    """Show an entry above the timeline, or no longer."""
    pinned = request.POST.get("pinned") == "1"
    row = commands.pin_interaction(interaction_id, pinned=pinned, by=_mine(request))
    said = _("Pinned above the timeline") if pinned else _("No longer pinned")
    return _back(request, row).toast(said, undo=last_act_id())


@gate("interactions.delete", methods="POST")
def removal(request: HttpRequest, interaction_id: UUID) -> HttpResponse:
    """Put an entry into the bin."""
    row = _one(_mine(request), interaction_id)
    commands.delete_interactions([interaction_id], by=_mine(request))
    return _back(request, row).close_panel().toast(_("The entry is in the bin"), undo=last_act_id())
