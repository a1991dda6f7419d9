"""Settings of selling: the tree of reasons why deals are lost."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.answering import answer_form
from orbita.platform.ui.reply import Reply
from orbita.sales.deals import rule_queries
from orbita.sales.deals.commands import add_reason, change_reason, remove_reason, shift_reason
from orbita.sales.deals.rule_forms import ReasonForm
from orbita.sales.deals.views.deals import actor_of
from orbita.sales.deals.views.settings import FORM, MANAGE

PAGE = "deals/settings/reasons.html"


@gate(MANAGE, methods="GET")
def reasons(request: HttpRequest) -> HttpResponse:
    """The tree of reasons with what each asks for."""
    context = {"reasons": rule_queries.reasons_shown(actor_of(request))}
    return Reply(request).page(PAGE, context, part="tree")


@gate(MANAGE)
def new_reason(request: HttpRequest) -> HttpResponse:
    """A reason at the top, or in the group that the address names."""
    initial = {"parent": request.GET.get("parent", ""), "is_active": True}
    groups = rule_queries.groups_for(None)
    form = ReasonForm(request.POST or None, initial=initial, groups=groups)

    def act() -> HttpResponse:
        add_reason(by=actor_of(request), **form.values())
        return _done(request, _("Reason added"))

    return answer_form(request, form, act, _("New reason"), FORM)


@gate(MANAGE)
def reason(request: HttpRequest, reason_id: UUID) -> HttpResponse:
    """A reason: its name, its group, what it asks for, whether it is in use."""
    found = rule_queries.reason(reason_id)
    names = ("name", "needs_comment", "needs_competitor", "is_active")
    now = {name: getattr(found, name) for name in names} | {"parent": str(found.parent_id or "")}
    groups = rule_queries.groups_for(found)
    form = ReasonForm(request.POST or None, initial=now, groups=groups)

    def act() -> HttpResponse:
        change_reason(reason_id, by=actor_of(request), **form.values())
        return _done(request, _("Reason saved"))

    return answer_form(request, form, act, found.name, FORM)


@gate(MANAGE, methods="POST")
def reason_place(request: HttpRequest, reason_id: UUID) -> HttpResponse:
    """Moves a reason one place up or down in its group."""
    shift_reason(reason_id, down="down" in request.POST, by=actor_of(request))
    return _done(request, "")


@gate(MANAGE, methods="POST")
def reason_removal(request: HttpRequest, reason_id: UUID) -> HttpResponse:
    """Removes a reason; one for which deals were lost goes out of use."""
    removed = remove_reason(reason_id, by=actor_of(request))
    out = _("Deals were lost for this reason, so it is out of use now")
    return _done(request, _("Reason removed") if removed else out)


def _done(request: HttpRequest, said: str) -> Reply:
    reply = Reply(request, back=reverse("deals:reasons")).close_panel()
    shown = rule_queries.reasons_shown(actor_of(request))
    reply.fragment(f"{PAGE}#tree", {"reasons": shown})
    return reply.toast(said, undo=last_act_id()) if said else reply
