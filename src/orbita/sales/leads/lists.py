"""Leads as a table and as a board by state."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.lists.cells import link_cell, person_column
from orbita.platform.lists.slots import (
    Board,
    BulkAct,
    Column,
    Group,
    ListScreen,
    Row,
    StandardView,
)
from orbita.platform.ui.components import DASH, money
from orbita.sales.leads.cards import card, due_cell, late_badge
from orbita.sales.leads.commands import assign_leads, delete_leads, join_leads, reject_leads
from orbita.sales.leads.models import RejectReason, Status
from orbita.sales.leads.queries import reject_reasons, sources

TONES = {"new": "amber", "taken": "blue", "converted": "green", "rejected": "gray"}


def _subject(row: Row) -> str:
    link = f'<a href="/leads/{row["pk"]}/" data-row-link class="trunc">{escape(row["subject"])}</a>'
    late = late_badge(row)
    return f'<span class="row">{link}{late}</span>' if late else link


def _party(row: Row) -> str:
    if row["party_id"] is None:
        return DASH
    return link_cell(f"/parties/{row['party_id']}/", row["party__name"], square=True).replace(
        " data-row-link", ""
    )


def _amount(row: Row) -> str:
    return money(row["amount"], row["currency"])


def _sources() -> list[tuple[UUID, str]]:
    return [(source.pk, source.name) for source in sources()]


def _reasons() -> list[tuple[UUID, str]]:
    return [(reason.pk, reason.name) for reason in reject_reasons()]


def _groups() -> Sequence[Group]:
    return [Group(value, str(label), TONES[value]) for value, label in Status.choices]


class OwnerForm(forms.Form):
    """Whom to give the leads to; nobody: to the common inbox."""

    owner = forms.ModelChoiceField(
        User.objects.active().order_by("first_name", "last_name"),
        label=_("Owner"),
        required=False,
        empty_label=_("nobody: to the unsorted ones"),
    )


class RejectionForm(forms.Form):
    """Why leads are rejected."""

    reason = forms.ModelChoiceField(
        RejectReason.objects.all(),
        label=_("Reason"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    comment = forms.CharField(
        label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def _assign(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    owner = values["owner"]
    assign_leads(ids, owner_id=owner.pk if owner else None, by=by)
    return ngettext("%(count)s lead given", "%(count)s leads given", len(ids)) % {"count": len(ids)}


def _reject(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    reject_leads(ids, reason_id=values["reason"].pk, comment=values["comment"], by=by)
    return ngettext("%(count)s lead rejected", "%(count)s leads rejected", len(ids)) % {
        "count": len(ids)
    }


def _join(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    first, *others = sorted(ids)
    join_leads(first, others, by=by)
    return ngettext("%(count)s lead joined", "%(count)s leads joined", len(ids)) % {
        "count": len(ids)
    }


def _delete(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    delete_leads(ids, by=by)
    return ngettext("%(count)s lead deleted", "%(count)s leads deleted", len(ids)) % {
        "count": len(ids)
    }


OPEN = '["status","in",["new","taken"]]'
LEADS = ListScreen(
    kind="lead",
    address="leads/",
    title="subject",
    sort="-received_at",
    new_url="/leads/new/",
    new_label=_("New lead"),
    import_kind="leads",
    hint=_("A lead is a request as it came: from the site, by phone, from an exhibition, a file."),
    columns=(
        Column(
            "subject",
            pgettext_lazy("lead", "Request"),
            select=("status", "due_at", "is_late"),
            draw=_subject,
            edit="subject",
        ),
        Column(
            "status",
            pgettext_lazy("lead", "State"),
            "choice",
            choices=lambda: Status.choices,
            tones=TONES,
        ),
        Column("person_name", pgettext_lazy("lead", "Name"), edit="person_name"),
        Column("company_name", pgettext_lazy("lead", "Company"), edit="company_name"),
        Column("phone", pgettext_lazy("channel", "Phone"), edit="phone"),
        Column("email", pgettext_lazy("channel", "E-mail"), edit="email", shown=False),
        Column("messenger", _("Messenger"), edit="messenger", shown=False),
        Column("city", _("City"), edit="city", shown=False),
        Column(
            "source",
            _("Source"),
            "choice",
            path="source_id",
            select=("source__name",),
            draw=lambda row: escape(row["source__name"]) if row["source__name"] else DASH,
            text=lambda row: row["source__name"],
            sort_path="source__position",
            choices=_sources,
        ),
        person_column("owner", _("Owner")),
        Column("received_at", _("Received"), "moment"),
        Column(
            "due_at", _("To be taken by"), "moment", select=("status", "is_late"), draw=due_cell
        ),
        Column("product", _("Product"), edit="product", shown=False),
        Column(
            "amount",
            _("Amount"),
            "money",
            select=("currency",),
            draw=_amount,
            edit="amount",
            shown=False,
        ),
        Column("score", _("Score"), "number", edit="score", shown=False),
        Column("text", _("Text"), shown=False, sortable=False),
        Column("is_late", _("Taken too late"), "flag", shown=False, sortable=False),
        Column("taken_at", _("Taken"), "moment", shown=False),
        Column("closed_at", _("Closed"), "moment", shown=False),
        Column(
            "reject_reason",
            _("Reason of rejection"),
            "choice",
            path="reject_reason_id",
            select=("reject_reason__name",),
            draw=lambda row: escape(row["reject_reason__name"] or "") or DASH,
            text=lambda row: row["reject_reason__name"],
            sort_path="reject_reason__position",
            choices=_reasons,
            shown=False,
        ),
        Column(
            "party",
            _("Client"),
            "reference",
            path="party_id",
            select=("party__name",),
            draw=_party,
            text=lambda row: row["party__name"],
            sort_path="party__sort_key",
            to="party",
            shown=False,
        ),
        Column("external_id", _("Outside key"), shown=False),
        Column("created_at", _("Created"), "moment", shown=False),
    ),
    views=(
        StandardView("open", pgettext_lazy("leads", "Open"), OPEN, "-received_at"),
        StandardView("mine", _("Mine"), f'["and",{OPEN},["owner","in",["me"]]]', "-received_at"),
        StandardView(
            "late",
            pgettext_lazy("leads", "Overdue"),
            '["and",["status","in",["new"]],["due_at","within","past"]]',
            "due_at",
        ),
        StandardView(
            "converted",
            pgettext_lazy("leads", "Became clients"),
            '["status","in",["converted"]]',
            "-closed_at",
        ),
        StandardView(
            "rejected",
            pgettext_lazy("leads", "Rejected"),
            '["status","in",["rejected"]]',
            "-closed_at",
        ),
    ),
    bulk=(
        BulkAct("owner", _("Give"), "user-round", "leads.edit", _assign, OwnerForm),
        BulkAct("rejection", _("Reject"), "circle-x", "leads.edit", _reject, RejectionForm),
        BulkAct("joining", _("The same request"), "merge", "leads.edit", _join),
        BulkAct("deletion", _("Delete"), "trash-2", "leads.delete", _delete),
    ),
    board=Board(
        path="status",
        groups=_groups,
        card=card,
        select=(
            "subject",
            "status",
            "person_name",
            "company_name",
            "received_at",
            "due_at",
            "is_late",
            "source__name",
            "owner__first_name",
            "owner__last_name",
        ),
        order=("-received_at", "pk"),
        move_url="/leads/board/",
    ),
)
