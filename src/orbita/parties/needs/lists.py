"""Needs as a register, and what they add to the list of clients."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from orbita.kit.identities import uuid_or_none
from orbita.kit.periods import UnknownPeriod
from orbita.parties.needs.commands import change_needs, delete_needs
from orbita.parties.needs.forms import StateForm
from orbita.parties.needs.models import Importance, Need, State
from orbita.parties.needs.queries import below, offered
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.conditions.tree import Test as Asked
from orbita.platform.lists.cells import person_column
from orbita.platform.lists.slots import BulkAct, Column, ListScreen, Row, StandardView
from orbita.platform.ui.components import DASH
from orbita.platform.ui.dates import when

TONES = {"open": "blue", "satisfied": "green", "lapsed": "gray"}
WEIGHTS = {"1": "gray", "2": "blue", "3": "red"}


def _words(row: Row) -> str:
    return (
        f'<a href="/needs/{row["pk"]}/" data-row-link class="trunc"'
        f' title="{escape(row["quote"] or row["words"])}">{escape(row["words"])}</a>'
    )


def _party(row: Row) -> str:
    name = escape(row["party__name"] or "")
    return f'<a href="/parties/{row["party_id"]}/" class="trunc">{name}</a>'


def _wanted(row: Row) -> str:
    day = row["wanted_by"]
    if day is None:
        return DASH
    late = row["state"] == State.OPEN and day < timezone.localdate()
    return f'<span class="{"bad" if late else ""}">{escape(when(day))}</span>'


def _change(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    change_needs(ids, dict(values), by=by)
    said = ngettext("%(count)s need changed", "%(count)s needs changed", len(ids))
    return said % {"count": len(ids)}


def _delete(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    delete_needs(ids, by=by)
    said = ngettext("%(count)s need deleted", "%(count)s needs deleted", len(ids))
    return said % {"count": len(ids)}


def in_topics(operator: str, value: Any, actor: Actor) -> Q:
    """Needs of a topic or of one below it."""
    if operator in ("filled", "empty"):
        return Q(topic__isnull=operator == "empty")
    if operator not in ("in", "not_in"):
        raise ConditionFault(operator)
    asked = value if isinstance(value, list) else [value]
    found = Q(topic__in=below([key for one in asked if (key := uuid_or_none(one))]))
    return found if operator == "in" else ~found


NEEDS = ListScreen(
    kind="need",
    address="needs/",
    title="words",
    sort="wanted_by",
    hint=gettext_lazy(
        "What clients need, as they said it. Notes come from the dossier and from interactions."
    ),
    columns=(
        Column(
            "words", gettext_lazy("What is needed"), select=("quote",), draw=_words,
            text=lambda row: row["words"],
        ),
        Column(
            "party", gettext_lazy("Client"), "reference", path="party_id", select=("party__name",),
            draw=_party, text=lambda row: row["party__name"], sort_path="party__sort_key", to="party",
        ),
        Column(
            "topic", pgettext_lazy("need", "Topic"), "choice", path="topic_id",
            select=("topic__name",), choices=offered, test=in_topics, sort_path="topic__name",
            draw=lambda row: escape(row["topic__name"] or "") or DASH,
            text=lambda row: row["topic__name"] or "",
        ),
        Column("budget", gettext_lazy("Budget"), "money", total=True),
        Column(
            "wanted_by", gettext_lazy("Wanted by"), "date", select=("state",), draw=_wanted
        ),
        Column(
            "importance", gettext_lazy("Importance"), "choice", choices=lambda: Importance.choices,
            tones=WEIGHTS,
        ),
        Column(
            "state", gettext_lazy("State"), "choice", choices=lambda: State.choices, tones=TONES,
            edit="state",
        ),
        person_column("owner", gettext_lazy("Who heard it")),
        Column("quote", gettext_lazy("In the client’s words"), sortable=False, shown=False),
        Column("created_at", gettext_lazy("Noted"), "moment", shown=False),
    ),
    views=(
        StandardView("open", pgettext_lazy("needs", "Open"), '["state","in",["open"]]'),
        StandardView(
            "soon", gettext_lazy("Within a month"),
            '["and",["state","in",["open"]],["wanted_by","within","next_30"]]', "wanted_by",
        ),
        StandardView("mine", gettext_lazy("Mine"), '["owner","in",["me"]]'),
    ),
    bulk=(
        BulkAct("state", gettext_lazy("State"), "tag", "needs.edit", _change, StateForm),
        BulkAct("deletion", gettext_lazy("Delete"), "trash-2", "needs.delete", _delete),
    ),
)  # fmt: skip


def _with_need(condition: Q, actor: Actor) -> Q:
    """Clients with an open need of this sort, within the actor's sight of needs."""
    found = Need.objects.visible_to(actor).filter(condition, state=State.OPEN)
    return Q(pk__in=found.values("party"))


def needs_topic(operator: str, value: Any, actor: Actor) -> Q:
    """Clients with an open need of a topic, or of one below it."""
    if operator in ("filled", "empty"):
        found = _with_need(Q(), actor)
        return found if operator == "filled" else ~found
    if operator == "not_in":
        return ~_with_need(in_topics("in", value, actor), actor)
    return _with_need(in_topics(operator, value, actor), actor)


def needs_budget(operator: str, value: Any, actor: Actor) -> Q:
    """Clients with an open need whose budget compares so."""
    if operator in ("filled", "empty"):
        found = _with_need(Q(budget__isnull=False), actor)
        return found if operator == "filled" else ~found
    try:
        if operator == "between":
            low, high = (Decimal(str(one)) for one in value)
            return _with_need(Q(budget__gte=low, budget__lte=high), actor)
        lookup = {"is": "exact", "gte": "gte", "lte": "lte"}[operator]
        return _with_need(Q(**{f"budget__{lookup}": Decimal(str(value))}), actor)
    except (InvalidOperation, KeyError, TypeError, ValueError):
        raise ConditionFault(operator) from None


_TERM = {"wanted_by": Field("wanted_by", "", "date", "wanted_by")}


def needs_term(operator: str, value: Any, actor: Actor) -> Q:
    """Clients with an open need that is wanted in these days."""
    if operator in ("filled", "empty"):
        found = _with_need(Q(wanted_by__isnull=False), actor)
        return found if operator == "filled" else ~found
    try:
        asked = compile_condition(
            Asked("wanted_by", operator, value), "need", lambda kind: _TERM, actor
        )
    except UnknownPeriod:
        raise ConditionFault(operator) from None
    return _with_need(asked, actor)


PARTY_NEEDS = (
    Column(
        "need", gettext_lazy("Needs"), "choice", path="pk", choices=offered, test=needs_topic,
        in_table=False, sortable=False,
    ),
    Column(
        "need_budget", gettext_lazy("Budget of a need"), "money", path="pk", test=needs_budget,
        in_table=False, sortable=False,
    ),
    Column(
        "need_by", gettext_lazy("Need wanted by"), "date", path="pk", test=needs_term,
        in_table=False, sortable=False,
    ),
)  # fmt: skip
