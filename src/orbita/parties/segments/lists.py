"""Segments as a table, and what they add to the list of clients."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import EmptyResultSet
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from orbita.kit.identities import uuid_or_none
from orbita.parties.segments.commands import add_segment, delete_segments, put_into_segment
from orbita.parties.segments.models import Segment, Sort, members_of
from orbita.parties.segments.queries import hand_kept, offered
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.outside import keys
from orbita.platform.conditions.tree import ConditionFault
from orbita.platform.lists.cells import person_column
from orbita.platform.lists.slots import BulkAct, Column, ListScreen, Row, StandardView
from orbita.platform.ui.components import badge


def in_segments(operator: str, value: Any, actor: Actor) -> Q:
    """Clients that are in one of the segments (of all that the actor sees, for «is filled»)."""
    seen = Segment.objects.visible_to(actor)
    if operator in ("in", "not_in"):
        asked = value if isinstance(value, list) else [value]
        seen = seen.filter(pk__in=[key for item in asked if (key := uuid_or_none(item))])
    elif operator not in ("filled", "empty"):
        raise ConditionFault(operator)
    inside = members_of(seen.values("pk")).values("party")
    if operator in ("in", "filled"):
        return Q(pk__in=inside)
    try:
        return Q(pk__outside=keys(*inside.query.sql_with_params()))
    except EmptyResultSet:
        return Q(pk__isnull=False)


PARTY_SEGMENT = (
    Column(
        "segment", gettext_lazy("Segment"), "reference", path="pk", choices=offered, to="segment",
        test=in_segments, in_table=False, sortable=False,
    ),
)  # fmt: skip


class SegmentChoice(forms.Form):
    """Into which segment: one that is kept by hand, or a new one."""

    asks_who = True
    segment = forms.ChoiceField(label=gettext_lazy("Segment"), required=False)
    name = forms.CharField(label=gettext_lazy("Or a new one"), max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor) -> None:
        super().__init__(*args)
        own = [(str(one.pk), one.name) for one in hand_kept(actor)]
        self.fields["segment"].choices = [("", "—"), *own]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("segment") and not given.get("name"):
            raise forms.ValidationError(_("Choose a segment or name a new one."))
        return given


def _put(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    if values["name"]:
        add_segment(name=values["name"], sort=Sort.STATIC, party_ids=ids, by=by)
        count = len(ids)
    else:
        count = put_into_segment(UUID(values["segment"]), ids, by=by)
    said = ngettext("%(count)s client put in", "%(count)s clients put in", count)
    return said % {"count": count}


INTO_SEGMENT = BulkAct(
    "segment", gettext_lazy("Into a segment"), "tags", "segments.create", _put, SegmentChoice
)


def _name(row: Row) -> str:
    mark = badge(row["name"], row["tone"])
    return f'<a href="/segments/{row["pk"]}/" data-row-link class="trunc">{mark}</a>'


def _size(row: Row) -> str:
    where = escape(f'/parties/?where=["segment","in",["{row["pk"]}"]]')
    count = f"{row['state__size'] or 0:,}".replace(",", "\u00a0")
    return f'<a class="link num" href="{where}">{count}</a>'


def _delete(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    delete_segments(ids, by=by)
    said = ngettext("%(count)s segment deleted", "%(count)s segments deleted", len(ids))
    return said % {"count": len(ids)}


SEGMENTS = ListScreen(
    kind="segment",
    address="segments/",
    title="name",
    sort="name",
    new_url="/segments/new/",
    new_label=gettext_lazy("New segment"),
    hint=gettext_lazy(
        "A segment is a group of clients with a name: found by a condition, or picked by hand."
    ),
    columns=(
        Column(
            "name", pgettext_lazy("segment", "Name"), select=("tone",), draw=_name,
            text=lambda row: row["name"],
        ),
        Column("size", gettext_lazy("Clients"), "number", path="state__size", draw=_size),
        Column(
            "sort", gettext_lazy("How clients get in"), "choice", choices=lambda: Sort.choices
        ),
        Column("is_shared", gettext_lazy("For everybody"), "flag"),
        person_column("owner", gettext_lazy("Owner"), edit="owner"),
        Column("computed_at", gettext_lazy("Computed"), "moment", path="state__computed_at"),
        Column("note", gettext_lazy("Note"), sortable=False, shown=False),
        Column("created_at", gettext_lazy("Created"), "moment", shown=False),
    ),
    views=(
        StandardView("mine", gettext_lazy("Mine"), '["owner","in",["me"]]'),
        StandardView("shared", gettext_lazy("For everybody"), '["is_shared","yes"]'),
    ),
    bulk=(
        BulkAct("deletion", gettext_lazy("Delete"), "trash-2", "segments.delete", _delete),
    ),
)  # fmt: skip
