"""Parties as a table."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy, ngettext

from orbita.parties.directory.commands import change_parties, delete_parties
from orbita.parties.directory.models import ContactPoint, Form, Status
from orbita.platform.acts.actor import Actor
from orbita.platform.lists.cells import link_cell, person_column
from orbita.platform.lists.forms import OwnerForm
from orbita.platform.lists.slots import BulkAct, Column, ListScreen, Row, StandardView

TONES = {"new": "violet", "active": "green", "at_risk": "red", "sleeping": "gray", "former": "gray"}


def _name(row: Row) -> str:
    return link_cell(f"/parties/{row['pk']}/", row["name"], square=row["form"] != Form.PERSON)


def _reachable(operator: str, value: Any, actor: Actor) -> Q:
    """Parties with a phone, mail or messenger that contains the text."""
    points = ContactPoint.objects.filter(normal__icontains=str(value or "").strip())
    found = Q(pk__in=points.values("party"))
    if operator in ("empty", "filled"):
        found = Q(pk__in=ContactPoint.objects.values("party"))
        return found if operator == "filled" else ~found
    return found


class StatusForm(forms.Form):
    """The state to set."""

    status = forms.ChoiceField(label=gettext_lazy("State"), choices=Status.choices)


def _change(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    change_parties(ids, dict(values), by=by)
    return ngettext("%(count)s client changed", "%(count)s clients changed", len(ids)) % {
        "count": len(ids)
    }


def _delete(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    delete_parties(ids, by=by)
    return ngettext("%(count)s client deleted", "%(count)s clients deleted", len(ids)) % {
        "count": len(ids)
    }


PARTIES = ListScreen(
    kind="party",
    address="parties/",
    title="name",
    sort="name",
    new_url="/parties/new/",
    new_label=gettext_lazy("New client"),
    import_kind="parties",
    hint=gettext_lazy("Everybody the company deals with: companies, sole traders and people."),
    columns=(
        Column(
            "name", gettext_lazy("Client"), select=("form",), draw=_name, sort_path="sort_key",
            text=lambda row: row["name"],
        ),
        Column(
            "status", gettext_lazy("State"), "choice", choices=lambda: Status.choices, tones=TONES,
            edit="status",
        ),
        person_column("owner", gettext_lazy("Owner"), edit="owner"),
        Column("city", gettext_lazy("City"), edit="city"),
        Column("inn", gettext_lazy("INN"), shown=False),
        Column(
            "form", gettext_lazy("Form"), "choice", choices=lambda: Form.choices, shown=False,
        ),
        Column("industry", gettext_lazy("Industry"), edit="industry"),
        Column("revenue", gettext_lazy("Yearly revenue"), "money", edit="revenue", shown=False),
        Column("employees", gettext_lazy("Employees"), "number", edit="employees", shown=False),
        Column("source", gettext_lazy("Source"), edit="source", shown=False),
        Column("site", gettext_lazy("Site"), edit="site", shown=False),
        Column("born_on", gettext_lazy("Birthday"), "date", shown=False),
        Column("note", gettext_lazy("Note"), sortable=False, shown=False),
        Column("created_at", gettext_lazy("Created"), "moment", shown=False),
        Column(
            "reach", gettext_lazy("Phone, e-mail or messenger"), in_table=False, sortable=False,
            test=_reachable,
        ),
    ),
    views=(
        StandardView("mine", gettext_lazy("Mine"), '["owner","in",["me"]]'),
        StandardView(
            "organisations",
            gettext_lazy("Organisations"),
            '["form","in",["organisation","sole_trader"]]',
        ),
        StandardView("people", gettext_lazy("People"), '["form","in",["person"]]'),
    ),
    bulk=(
        BulkAct("owner", gettext_lazy("Owner"), "user-round", "parties.edit", _change, OwnerForm),
        BulkAct("status", gettext_lazy("State"), "tag", "parties.edit", _change, StatusForm),
        BulkAct("deletion", gettext_lazy("Delete"), "trash-2", "parties.delete", _delete),
    ),
)  # fmt: skip
