"""Consents and requests as tables, and what they add to the list of clients."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from orbita.parties.consent.commands import (
    delete_consents,
    delete_requests,
    withdraw_consents,
)
from orbita.parties.consent.forms import WithdrawalForm
from orbita.parties.consent.models import (
    Basis,
    Consent,
    Decision,
    Law,
    Proof,
    RequestState,
    Sort,
)
from orbita.parties.consent.models.consents import CHANNELS
from orbita.parties.consent.queries import purpose_choices
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.lists.cells import person_column
from orbita.platform.lists.slots import BulkAct, Column, ListScreen, Row, StandardView
from orbita.platform.ui.components import badge

STATES = (
    ("given", pgettext_lazy("state of a consent", "Stands")),
    ("refused", pgettext_lazy("state of a consent", "Refused")),
    ("withdrawn", pgettext_lazy("state of a consent", "Withdrawn")),
    ("expired", pgettext_lazy("state of a consent", "Run out")),
)
STATE_TONES = {"given": "green", "refused": "red", "withdrawn": "amber", "expired": "gray"}
REQUEST_TONES = {"new": "blue", "at_work": "amber", "answered": "green", "refused": "gray"}


def state_condition(state: str) -> Q:
    """Consents in a state of today."""
    today = timezone.localdate()
    refused, open_ = Q(decision=Decision.REFUSED), Q(withdrawn_at=None)
    return {
        "refused": refused,
        "withdrawn": ~refused & ~open_,
        "expired": ~refused & open_ & Q(until__lt=today),
        "given": ~refused & open_ & (Q(until=None) | Q(until__gte=today)),
    }[state]


def _state(operator: str, value: Any, actor: Actor) -> Q:
    if operator not in ("in", "not_in"):
        raise ConditionFault(operator)
    asked = value if isinstance(value, list) else [value]
    found = Q(pk__in=())
    for state in asked:
        if state in STATE_TONES:
            found |= state_condition(state)
    return found if operator == "in" else ~found


def _shown_state(row: Row) -> str:
    """The state of a row of the list, in the words of STATES."""
    row_state = Consent(
        decision=row["decision"], withdrawn_at=row["withdrawn_at"], until=row["until"]
    ).state
    return str(dict(STATES)[row_state])


def _draw_state(row: Row) -> str:
    key = next(key for key, label in STATES if str(label) == _shown_state(row))
    return badge(_shown_state(row), STATE_TONES[key], dot=True)


def _of(kind: str) -> Any:
    def draw(row: Row) -> str:
        name = escape(str(row["party__name"]))
        return f'<a href="/{kind}/{row["pk"]}/" data-row-link class="trunc">{name}</a>'

    return draw


def _withdraw(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    count = withdraw_consents(ids, how=values["how"], by=by)
    said = ngettext("%(count)s consent withdrawn", "%(count)s consents withdrawn", count)
    return said % {"count": count}


def _delete_consents(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    delete_consents(ids, by=by)
    said = ngettext("%(count)s consent deleted", "%(count)s consents deleted", len(ids))
    return said % {"count": len(ids)}


def _delete_requests(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    delete_requests(ids, by=by)
    said = ngettext("%(count)s request deleted", "%(count)s requests deleted", len(ids))
    return said % {"count": len(ids)}


def _purposes() -> list[tuple[str, str]]:
    return purpose_choices(all_of_them=True)


CONSENTS = ListScreen(
    kind="consent",
    address="consents/",
    title="party",
    sort="-given_on",
    hint=gettext_lazy("A consent is written down on the page of a person: panel “Consents”."),
    columns=(
        Column(
            "party", gettext_lazy("Data subject"), path="party__name", draw=_of("consents"),
            text=lambda row: row["party__name"],
        ),
        Column(
            "purpose", pgettext_lazy("consent", "Purpose"), "choice", path="purpose_id",
            choices=_purposes, sortable=False,
        ),
        Column(
            "state", gettext_lazy("State"), "choice", path="decision",
            select=("decision", "withdrawn_at", "until"), choices=lambda: STATES, draw=_draw_state,
            text=_shown_state, test=_state, sortable=False,
        ),
        Column("channel", gettext_lazy("Channel"), "choice", choices=lambda: CHANNELS),
        Column("basis", gettext_lazy("Legal basis"), "choice", choices=lambda: Basis.choices),
        Column("given_on", gettext_lazy("Given on"), "date"),
        Column("until", gettext_lazy("Valid until"), "date"),
        Column("proof", pgettext_lazy("consent", "Proof"), "choice", choices=lambda: Proof.choices),
        Column("withdrawn_at", gettext_lazy("Withdrawn"), "moment", shown=False),
        person_column("owner", gettext_lazy("Recorded by")),
    ),
    views=(
        StandardView("standing", gettext_lazy("Standing"), '["state","in",["given"]]'),
        StandardView("refused", pgettext_lazy("consents", "Refusals"), '["state","in",["refused"]]'),
        StandardView(
            "over", gettext_lazy("Withdrawn or run out"), '["state","in",["withdrawn","expired"]]'
        ),
    ),
    bulk=(
        BulkAct(
            "withdrawal", gettext_lazy("Withdraw"), "undo-2", "consents.edit", _withdraw,
            WithdrawalForm,
        ),
        BulkAct("deletion", gettext_lazy("Delete"), "trash-2", "consents.delete", _delete_consents),
    ),
)  # fmt: skip

REQUESTS = ListScreen(
    kind="subject_request",
    address="subject-requests/",
    title="party",
    sort="due_on",
    hint=gettext_lazy("A request is written down on the page of a person: “More”, “Request on data”."),
    columns=(
        Column(
            "party", gettext_lazy("Data subject"), path="party__name", draw=_of("subject-requests"),
            text=lambda row: row["party__name"],
        ),
        Column(
            "sort", pgettext_lazy("request", "Asks for"), "choice", choices=lambda: Sort.choices
        ),
        Column(
            "state", gettext_lazy("State"), "choice", choices=lambda: RequestState.choices,
            tones=REQUEST_TONES,
        ),
        Column("due_on", gettext_lazy("To be answered by"), "date"),
        Column("received_on", gettext_lazy("Received on"), "date"),
        Column("law", gettext_lazy("Law"), "choice", choices=lambda: Law.choices, sortable=False),
        person_column("owner", gettext_lazy("Owner"), edit="owner"),
        Column("answered_on", gettext_lazy("Answered on"), "date", shown=False, sortable=False),
    ),
    views=(
        StandardView("open", pgettext_lazy("requests", "Open"), '["state","in",["new","at_work"]]'),
        StandardView(
            "closed", pgettext_lazy("requests", "Closed"), '["state","in",["answered","refused"]]'
        ),
    ),
    bulk=(
        BulkAct(
            "deletion", gettext_lazy("Delete"), "trash-2", "subject_requests.delete",
            _delete_requests,
        ),
    ),
)  # fmt: skip


def _has(state: str) -> Any:
    """People with a consent in this state for one of the purposes (for any, when «filled»)."""

    def test(operator: str, value: Any, actor: Actor) -> Q:
        rows = Consent.objects.alive().filter(state_condition(state), withdrawn_at=None)
        if operator in ("in", "not_in"):
            asked = value if isinstance(value, list) else [value]
            keys = [key for key, _label in _purposes() if key in asked]
            rows = rows.filter(purpose__in=keys)
        elif operator not in ("filled", "empty"):
            raise ConditionFault(operator)
        found = Q(Exists(rows.filter(party=OuterRef("pk"))))
        return found if operator in ("in", "filled") else ~found

    return test


PARTY_COLUMNS = (
    Column(
        "consent", gettext_lazy("Consent for"), "choice", choices=_purposes, test=_has("given"),
        in_table=False, sortable=False,
    ),
    Column(
        "refusal", gettext_lazy("Refused, for"), "choice", choices=_purposes,
        test=_has("refused"), in_table=False, sortable=False,
    ),
)  # fmt: skip
