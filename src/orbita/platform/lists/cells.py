"""Cells drawn in Python: a page of rows is one string, made in one go."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from orbita.platform.lists.slots import Column, ListScreen, Row
from orbita.platform.records.slots import kinds
from orbita.platform.ui.components import DASH, avatar, badge, money
from orbita.platform.ui.dates import moment, when

Draw = Callable[[Row], str]


def drawer_of(column: Column) -> Draw:
    """The function that draws a column's cell from a row."""
    if column.draw is not None:
        return column.draw
    path = column.value_path
    if column.type == "choice":
        return _choice(column)
    simple: dict[str, Callable[[Any], str]] = {
        "text": lambda value: escape(str(value)) if value not in (None, "") else DASH,
        "number": lambda value: DASH if value is None else f"{value:,}".replace(",", "\u00a0"),
        "money": money,
        "date": lambda value: moment(value) or DASH,
        "moment": lambda value: moment(value) or DASH,
        "flag": lambda value: "✓" if value else DASH,
    }
    draw = simple.get(column.type, simple["text"])
    return lambda row: draw(row[path])


def _choice(column: Column) -> Draw:
    labels = {str(key): str(label) for key, label in (column.choices or tuple)()}
    path, tones = column.value_path, column.tones

    def draw(row: Row) -> str:
        value = str(row[path] or "")
        if not value:
            return DASH
        label = labels.get(value, value)
        return badge(label, tones.get(value, "gray"), dot=True) if tones else escape(label)

    return draw


def text_of(column: Column) -> Callable[[Row], Any]:
    """The function that gives a column's value for a spreadsheet."""
    if column.text is not None:
        return column.text
    path = column.value_path
    if column.type == "choice":
        labels = {str(key): str(label) for key, label in (column.choices or tuple)()}
        return lambda row: labels.get(str(row[path] or ""), row[path])
    return lambda row: row[path]


def person_column(key: str, label: Any, **more: Any) -> Column:
    """A column with a user: avatar and name; filters by people, «me» and «my team»."""
    first, last = f"{key}__first_name", f"{key}__last_name"

    def name(row: Row) -> str:
        return f"{row[first] or ''} {row[last] or ''}".strip()

    def draw(row: Row) -> str:
        who = name(row)
        return f'<span class="person">{avatar(who, 20)}{escape(who)}</span>' if who else DASH

    return Column(
        key,
        label,
        "user",
        path=f"{key}_id",
        select=(first, last),
        draw=draw,
        text=name,
        sort_path=first,
        **more,
    )


def draw_rows(
    screen: ListScreen, columns: Sequence[Column], rows: Sequence[Row], query: str
) -> SafeString:
    """The table's rows. `query` is the list's state, carried by the addresses in the cells."""
    kind = kinds[screen.kind]
    tools = [(drawer_of(column), _attributes(screen, column)) for column in columns]
    tail = f"?{escape(query)}" if query else ""
    lines = []
    for row in rows:
        key = str(row["pk"])
        cells = "".join(
            [
                f"<td{attributes.replace('{id}', key) if attributes else ''}>{draw(row)}</td>"
                for draw, attributes in tools
            ]
        )
        lines.append(
            f'<tr id="row-{key}" data-row data-id="{key}" data-live="{screen.kind}:{key}"'
            f' hx-get="/{screen.address}rows/{key}/{tail}" hx-trigger="live"'
            f' data-peek="/records/{kind.key}/{key}/peek/">'
            f'<td><input type="checkbox" class="check" name="chosen" value="{key}"'
            f' data-select-rows-target="box" data-action="click->select-rows#toggle"'
            f' aria-label="{escape(str(row[kind.title]))}"></td>{cells}</tr>'
        )
    return SafeString("".join(lines))


def _attributes(screen: ListScreen, column: Column) -> str:
    """Attributes of a column's cells; {id} stands for the row's key."""
    name = "main" if column.key == screen.title else "n" if column.is_number else ""
    found = f' class="{name}"' if name else ""
    if column.edit:
        found += (
            f' id="cell-{{id}}-{column.key}" data-field="{column.key}"'
            f' data-edit="/{screen.address}cells/{{id}}/{column.key}/"'
        )
    return found


def overdue(value: Any) -> bool:
    """Whether a moment has passed."""
    return value is not None and value < timezone.now()


def step_cell(at: Any, subject: str | None) -> str:
    """A next step: when, red if it is late, and what; its absence is a defect, not a blank."""
    if at is None:
        return DASH
    style = "bad" if overdue(at) else "soft"
    words = f" {escape(subject)}" if subject else ""
    return f'<span class="{style} trunc"><b class="bold num">{escape(when(at))}</b>{words}</span>'


def link_cell(url: str, title: str, *, square: bool = False) -> str:
    """The main cell: a square or round avatar and the linked title."""
    return (
        f'<span class="person">{avatar(title, 26, square)}'
        f'<a href="{escape(url)}" data-row-link class="trunc">{escape(title)}</a></span>'
    )
