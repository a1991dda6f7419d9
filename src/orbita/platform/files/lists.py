"""The register of documents."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import OuterRef, Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from orbita.kit.identities import uuid_or_none
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.conditions.tree import ConditionFault, Test, dump, parse
from orbita.platform.files.commands import change_documents, delete_documents
from orbita.platform.files.forms import folder_choices
from orbita.platform.files.models import Attachment
from orbita.platform.files.queries import folder_tree, under
from orbita.platform.files.sight import hung_at_seen
from orbita.platform.files.types import SORTS, of_sort, sort_of
from orbita.platform.lists.cells import person_column
from orbita.platform.lists.forms import OwnerForm
from orbita.platform.lists.slots import BulkAct, Column, ListScreen, Row, StandardView
from orbita.platform.records.slots import kinds
from orbita.platform.search.models import SearchEntry
from orbita.platform.ui.components import DASH, icon


def _title(row: Row) -> str:
    sign = icon(sort_of(row["file__content_type"]).icon, "soft")
    url = reverse("files:record", args=[row["pk"]])
    return (
        f'<span class="row">{sign}<a href="{url}" data-row-link class="trunc">'
        f"{escape(row['title'])}</a></span>"
    )


def _sort(row: Row) -> str:
    return escape(str(sort_of(row["file__content_type"]).label))


def _is_sort(operator: str, value: Any, actor: Actor) -> Q:
    """Files of the chosen sorts."""
    if operator not in ("in", "not_in"):
        raise ConditionFault(operator)
    found = Q(pk__in=())
    for key in value if isinstance(value, list) else [value]:
        found |= of_sort(str(key), "file__content_type")
    return found if operator == "in" else ~found


def _folders() -> list[tuple[UUID, str]]:
    return [(one.folder.pk, one.path) for one in folder_tree(SYSTEM)]


def _under(operator: str, value: Any, actor: Actor) -> Q:
    """Documents in one of the folders or anywhere below it."""
    if operator in ("empty", "filled"):
        return Q(folder=None) if operator == "empty" else ~Q(folder=None)
    if operator not in ("under", "not_under"):
        raise ConditionFault(operator)
    given = value if isinstance(value, list) else [value]
    found = Q(folder__in=under([key for one in given if (key := uuid_or_none(one))]))
    return found if operator == "under" else ~found


def _first_place(actor: Actor) -> Mapping[str, Any]:
    """The first record at which a document hangs, of those that the actor sees."""
    hung = Attachment.objects.filter(hung_at_seen(actor), document=OuterRef("pk")).order_by("pk")
    named = SearchEntry.objects.filter(record_id=OuterRef("record_id")).values("title")[:1]
    return {
        "at_kind": hung.values("kind")[:1],
        "at_record": hung.values("record_id")[:1],
        "at_title": hung.annotate(named=named).values("named")[:1],
    }


def _place(row: Row) -> str:
    kind = kinds.get(row["at_kind"] or "")
    if kind is None:
        return DASH
    title = row["at_title"] or str(kind.label)
    return f'<a class="trunc" href="{kind.url(row["at_record"])}">{escape(title)}</a>'


def _hangs(operator: str, value: Any, actor: Actor) -> Q:
    """Documents that hang at some record, or at none."""
    hung = Q(pk__in=Attachment.objects.values("document"))
    return hung if operator == "yes" else ~hung


class MoveForm(forms.Form):
    """Where to move the documents."""

    asks_who = True
    folder = forms.TypedChoiceField(
        label=pgettext_lazy("documents", "Folder"), required=False, coerce=UUID, empty_value=None
    )

    def __init__(self, *arguments: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["folder"].choices = folder_choices(actor)  # type: ignore[attr-defined]


def _move(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    change_documents(ids, {"folder": values["folder"]}, by=by)
    return _changed(len(ids))


def _assign(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    change_documents(ids, {"owner": values["owner"]}, by=by)
    return _changed(len(ids))


def _delete(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    delete_documents(ids, by=by)
    said = ngettext("%(count)s document deleted", "%(count)s documents deleted", len(ids))
    return said % {"count": len(ids)}


def _changed(count: int) -> str:
    said = ngettext("%(count)s document changed", "%(count)s documents changed", count)
    return said % {"count": count}


def folder_side(actor: Actor, state: Any) -> Mapping[str, Any]:
    """The tree of folders beside the list: each leads to its documents. One statement."""
    where = state.values()["where"]
    places = []
    for one in folder_tree(actor):
        condition = Test("folder", "under", [str(one.folder.pk)])
        is_here = where == dump(condition)
        places.append((one, state.url(where=condition), is_here))
    bare = Test("folder", "empty", None)
    return {
        "places": places,
        "all_url": state.url(where=parse("")),
        "all_here": not where,
        "bare_url": state.url(where=bare),
        "bare_here": where == dump(bare),
        "may_manage": actor.may("documents.manage_folders"),
    }


MINE = '["owner","in",["me"]]'
DOCUMENTS = ListScreen(
    kind="document",
    address="documents/",
    title="title",
    sort="-changed_at",
    new_url="/documents/new/",
    new_label=_("Add documents"),
    hint=_("Contracts, offers, scans: any file, with its versions, found by what stands in it."),
    side="files/side.html",
    side_context=folder_side,
    columns=(
        Column(
            "title", _("Document"), select=("file__content_type",), draw=_title,
            text=lambda row: row["title"], edit="title",
        ),
        Column("number", pgettext_lazy("document", "Number"), edit="number"),
        Column(
            "folder", pgettext_lazy("documents", "Folder"), "branch", path="folder_id",
            select=("folder__name",), draw=lambda row: escape(row["folder__name"] or "") or DASH,
            text=lambda row: row["folder__name"], sort_path="folder__name", choices=_folders,
            test=_under,
        ),
        Column(
            "sort", pgettext_lazy("documents", "Sort of file"), "choice",
            path="file__content_type", draw=_sort, text=_sort, test=_is_sort,
            choices=lambda: [(one.key, one.label) for one in SORTS],
        ),
        Column(
            "size", _("Size"), "number", path="file__size",
            draw=lambda row: escape(filesizeformat(row["file__size"])),
        ),
        Column("version", _("Version"), "number"),
        Column(
            "place", _("Hangs at"), path="at_kind", select=("at_record", "at_title"), draw=_place,
            text=lambda row: row["at_title"], beside=_first_place, sortable=False, filter=False,
        ),
        person_column("owner", _("Owner"), edit="owner"),
        Column("changed_at", pgettext_lazy("document", "Changed"), "moment"),
        Column("created_at", pgettext_lazy("document", "Created"), "moment", shown=False),
        Column(
            "hangs", _("Hangs at a record"), "flag", test=_hangs, in_table=False, sortable=False
        ),
    ),
    views=(
        StandardView("mine", pgettext_lazy("documents", "Mine"), MINE),
        StandardView("bare", pgettext_lazy("documents", "Without a folder"), '["folder","empty",null]'),
        StandardView("loose", _("At no record"), '["hangs","no",null]'),
    ),
    bulk=(
        BulkAct(
            "folder", pgettext_lazy("documents", "Move"), "folder", "documents.edit", _move, MoveForm
        ),
        BulkAct("owner", _("Owner"), "user-round", "documents.edit", _assign, OwnerForm),
        BulkAct("deletion", _("Delete"), "trash-2", "documents.delete", _delete),
    ),
)  # fmt: skip
