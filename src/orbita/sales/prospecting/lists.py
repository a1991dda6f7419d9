"""Lists for calling as a table, and the bulk act that fills them."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from orbita.platform.acts.actor import Actor
from orbita.platform.lists.cells import person_column
from orbita.platform.lists.slots import BulkAct, Column, ListScreen, Row, StandardView
from orbita.sales.prospecting.commands import (
    add_to_call_list,
    delete_call_lists,
    make_call_list,
)
from orbita.sales.prospecting.models import Origin
from orbita.sales.prospecting.queries import editable


class CallListChoice(forms.Form):
    """Into which list for calling: one that there is, or a new one."""

    asks_who = True
    call_list = forms.ChoiceField(label=gettext_lazy("List for calling"), required=False)
    name = forms.CharField(label=gettext_lazy("Or a new one"), max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor) -> None:
        super().__init__(*args)
        own = [(str(one.pk), one.name) for one in editable(actor)]
        self.fields["call_list"].choices = [("", "—"), *own]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("call_list") and not given.get("name"):
            raise forms.ValidationError(_("Choose a list or name a new one."))
        return given


def _put(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    if values["name"]:
        made = make_call_list(name=values["name"], party_ids=ids, by=by)
        count = made.entries.count()
    else:
        count = add_to_call_list(UUID(values["call_list"]), ids, by=by)
    said = ngettext("%(count)s client put on the list", "%(count)s clients put on the list", count)
    return said % {"count": count}


ONTO_CALL_LIST = BulkAct(
    "call-list", gettext_lazy("Onto a calling list"), "phone-outgoing", "call_lists.create", _put,
    CallListChoice,
)  # fmt: skip


def _name(row: Row) -> str:
    name = escape(row["name"])
    return f'<a href="/call-lists/{row["pk"]}/" data-row-link class="trunc">{name}</a>'


def _delete(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    delete_call_lists(ids, by=by)
    said = ngettext("%(count)s list deleted", "%(count)s lists deleted", len(ids))
    return said % {"count": len(ids)}


CALL_LISTS = ListScreen(
    kind="call_list",
    address="call-lists/",
    title="name",
    sort="-created_at",
    new_url="/call-lists/new/",
    new_label=gettext_lazy("Find look-alikes"),
    hint=gettext_lazy(
        "Clients to be called one after another: chosen in the list of clients, from a segment, or"
        " look-alikes of the best ones."
    ),
    columns=(
        Column("name", pgettext_lazy("list for calling", "Name"), draw=_name, edit="name"),
        Column(
            "waiting", gettext_lazy("Left to call"), "number", path="progress__waiting"
        ),
        Column("total", gettext_lazy("Clients"), "number", path="progress__total"),
        Column(
            "interested", gettext_lazy("Interested"), "number", path="progress__interested"
        ),
        Column(
            "origin", gettext_lazy("Where from"), "choice", choices=lambda: Origin.choices
        ),
        person_column("owner", gettext_lazy("Owner"), edit="owner"),
        Column("created_at", gettext_lazy("Created"), "moment"),
    ),
    views=(
        StandardView("mine", gettext_lazy("Mine"), '["owner","in",["me"]]'),
        StandardView("open", gettext_lazy("Not called through"), '["waiting","gte",1]'),
    ),
    bulk=(
        BulkAct("deletion", gettext_lazy("Delete"), "trash-2", "call_lists.delete", _delete),
    ),
)  # fmt: skip
