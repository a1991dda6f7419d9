"""Dossier templates by line of business: ready tabs that are switched on for sorts of clients."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.conditions.tree import ConditionFault, Test, parse
from orbita.platform.fields.commands import RIGHT
from orbita.platform.fields.models import FieldTab, FieldType
from orbita.platform.tailoring.commands import switch_template
from orbita.platform.tailoring.queries import template_tabs
from orbita.platform.tailoring.slots import Audience, Pattern, audiences, patterns
from orbita.platform.tailoring.views.pages import actor_of
from orbita.platform.ui.reply import Reply

PAGE = "tailoring/templates.html"


@dataclass(frozen=True)
class Sort:
    """A sort of clients with its switch."""

    audience: Audience
    is_on: bool


@dataclass(frozen=True)
class Row:
    """A template as the page shows it."""

    pattern: Pattern
    tab: FieldTab | None
    sorts: list[Sort]
    is_special: bool
    """Its tab has a condition of its own, made in the builder."""

    @property
    def is_on(self) -> bool:
        """Whether anybody has the tab."""
        return bool(self.tab and self.tab.is_on)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and types of its fields."""
        return [(str(one.label), str(FieldType(one.type).label)) for one in self.pattern.fields]


@gate(RIGHT, methods="GET")
def templates(request: HttpRequest) -> HttpResponse:
    """All templates, with the sorts of clients that have them."""
    return Reply(request).page(PAGE, {"rows": _rows()}, part="list")


def _rows() -> list[Row]:
    tabs = template_tabs()
    return [_row(pattern, tabs.get(pattern.key)) for pattern in patterns]


def _row(pattern: Pattern, tab: FieldTab | None) -> Row:
    known = [one for one in audiences if one.kind == pattern.kind]
    chosen = _chosen(tab, known)
    is_on = bool(tab and tab.is_on)
    sorts = [Sort(one, is_on and chosen is not None and one.key in chosen) for one in known]
    return Row(pattern, tab, sorts, is_on and chosen is None)


def _chosen(tab: FieldTab | None, known: Sequence[Audience]) -> set[str] | None:
    """The sorts of clients that a tab is shown for; None when its condition says something else."""
    if tab is None or not tab.where:
        return {one.key for one in known}
    try:
        condition = parse(tab.where)
    except ConditionFault:
        return None
    is_sort = isinstance(condition, Test) and known and condition.field == known[0].field
    if not is_sort or not isinstance(condition, Test) or condition.operator != "in":
        return None
    return set(condition.value)


@gate(RIGHT, methods="POST")
def template_switch(request: HttpRequest, key: str) -> HttpResponse:
    """Switches a template on for the chosen sorts of clients, or off."""
    if key not in patterns:
        raise NotFound
    chosen = request.POST.getlist("audience")
    switch_template(key, chosen, by=actor_of(request))
    on, off = _("The template is switched on"), _("The template is switched off, values stay")
    reply = Reply(request, back=reverse("tailoring:templates"))
    context: dict[str, Any] = {"rows": _rows()}
    return reply.fragment(f"{PAGE}#list", context).toast(on if chosen else off, undo=last_act_id())
