"""The list of a register: a table, a board by stage, a month by its first date."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import Test, dump
from orbita.platform.fields.models import FieldType
from orbita.platform.fields.queries import own_fields
from orbita.platform.imports.listing import import_column
from orbita.platform.lists.cells import person_column
from orbita.platform.lists.forms import OwnerForm
from orbita.platform.lists.own_columns import own_columns
from orbita.platform.lists.slots import (
    Board,
    BulkAct,
    Calendar,
    Column,
    Group,
    ListScreen,
    Row,
    StandardView,
)
from orbita.platform.registers.cards import ON_CARD, card_of, month_entry
from orbita.platform.registers.commands import change_entries, delete_entries
from orbita.platform.registers.definitions import Definition, all_registers
from orbita.platform.registers.importing import importable_of
from orbita.platform.registers.wording import new_entry
from orbita.platform.remembering import once
from orbita.platform.ui.components import DASH, badge

NEWEST = "-created_at"


@once
def all_screens() -> tuple[ListScreen, ...]:
    """The lists of all registers. No statement beside those that read registers and own fields."""
    return tuple(map(screen_of, all_registers()))


def screen_of(register: Definition) -> ListScreen:
    """The list of a register as it is now."""
    root = f"/{register.address}"
    return ListScreen(
        kind=register.kind,
        address=register.address,
        title="title",
        sort=NEWEST,
        mode="board" if register.has_board and register.stages else "table",
        new_url=f"{root}new/",
        new_label=new_entry(register),
        import_kind=register.kind,
        columns=_columns(register),
        views=_views(register),
        bulk=_bulk(register),
        board=_board(register) if register.has_board and register.stages else None,
        calendar=_calendar(register),
    )


def _views(register: Definition) -> tuple[StandardView, ...]:
    mine = StandardView("mine", gettext_lazy("Mine"), '["owner","in",["me"]]', NEWEST)
    ends = [str(one.id) for one in register.stages if one.is_final]
    if not ends:
        return (mine,)
    where = dump(Test("stage", "not_in", ends))
    return StandardView("work", pgettext_lazy("own register", "In work"), where, NEWEST), mine


def _columns(register: Definition) -> tuple[Column, ...]:
    staged = (_stage_column(register),) if register.stages else ()
    return (
        Column("title", register.title_label, draw=_title(register), edit="title"),
        *staged,
        person_column("owner", gettext_lazy("Owner"), edit="owner"),
        Column("created_at", gettext_lazy("Created"), "moment"),
        Column("external_id", gettext_lazy("Outside key"), shown=False),
        import_column(importable_of(register)),
    )


def _title(register: Definition) -> Callable[[Row], str]:
    root = f"/{register.address}"
    return lambda row: (
        f'<a href="{root}{row["pk"]}/" data-row-link class="trunc">{escape(row["title"])}</a>'
    )


def _stage_column(register: Definition) -> Column:
    steps = {one.id: one for one in register.stages}

    def draw(row: Row) -> str:
        found = steps.get(row["stage_id"])
        return badge(found.name, found.tone, dot=True) if found else DASH

    def text(row: Row) -> str:
        found = steps.get(row["stage_id"])
        return found.name if found else ""

    return Column(
        "stage",
        pgettext_lazy("own register", "Stage"),
        "choice",
        path="stage_id",
        draw=draw,
        text=text,
        sort_path="stage__position",
        choices=lambda: [(one.id, one.name) for one in register.stages],
        edit="stage",
    )


def _board(register: Definition, reader: Actor | None = None) -> Board:
    own = [one for one in own_columns(register.kind) if one.shown]
    if reader is not None:
        own = [one for one in own if one.is_seen(reader, register.kind)]
    own = own[:ON_CARD]
    besides = [one.beside for one in own if one.beside is not None]
    paths = [
        path for one in own for path in (*(() if one.test else (one.value_path,)), *one.select)
    ]
    groups = [Group(str(one.id), one.name, one.tone) for one in register.stages]

    def beside(actor: Actor) -> Mapping[str, Any]:
        return {alias: what for give in besides for alias, what in give(actor).items()}

    return Board(
        path="stage_id",
        groups=lambda: groups,
        card=card_of(register, own),
        select=("title", "owner__first_name", "owner__last_name", *dict.fromkeys(paths)),
        order=("-stage_since", "pk"),
        move_url=f"/{register.address}board/",
        column="stage",
        beside=beside if besides else None,
        fitted=lambda actor: _board(register, actor),
    )


def _calendar(register: Definition) -> Calendar | None:
    """A month by the first date that is a column at once; none without such a field."""
    dates = (one for one in own_fields(register.kind) if one.type == FieldType.DATE)
    day = next((one for one in dates if one.is_column), None)
    if day is None:
        return None
    select = ("title", "stage__tone")
    return Calendar(day.path, day.key, month_entry(register), select, of_texts=True)


class StageForm(forms.Form):
    """The stage to move the entries to."""

    stage = forms.ChoiceField(label=pgettext_lazy("own register", "Stage"))

    def __init__(self, *arguments: Any, register: Definition) -> None:
        super().__init__(*arguments)
        self.fields["stage"].choices = [(one.id, one.name) for one in register.stages]  # type: ignore[attr-defined]


def _bulk(register: Definition) -> tuple[BulkAct, ...]:
    kind = register.kind
    edit = f"{kind}.edit"

    def assign(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
        change_entries(kind, ids, {"owner": values["owner"]}, by=by)
        return _changed(len(ids))

    def move(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
        change_entries(kind, ids, {"stage": values["stage"]}, by=by)
        return _changed(len(ids))

    def delete(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
        delete_entries(kind, ids, by=by)
        said = ngettext("%(count)s entry deleted", "%(count)s entries deleted", len(ids))
        return said % {"count": len(ids)}

    owner = BulkAct("owner", gettext_lazy("Owner"), "user-round", edit, assign, OwnerForm)
    form = partial(StageForm, register=register)
    word = pgettext_lazy("own register", "Stage")
    stage = (BulkAct("stage", word, "columns-3", edit, move, form),) if register.stages else ()
    right = f"{kind}.delete"
    return (owner, *stage, BulkAct("deletion", gettext_lazy("Delete"), "trash-2", right, delete))


def _changed(count: int) -> str:
    said = ngettext("%(count)s entry changed", "%(count)s entries changed", count)
    return said % {"count": count}
