"""An entry on the board of its register, drawn in one go."""

from collections.abc import Callable, Sequence
from html import escape

from django.utils.translation import gettext as _

from orbita.platform.lists.slots import Column, Row
from orbita.platform.registers.definitions import Definition
from orbita.platform.ui.components import DASH, avatar, icon

ON_CARD = 3
"""So many own fields stand on a card: those that are columns of the list at once."""


def card_of(register: Definition, columns: Sequence[Column]) -> Callable[[Row], str]:
    """Draws a card: title, the first own fields, owner."""
    root = f"/{register.address}"

    def card(row: Row) -> str:
        key, label = row["pk"], escape(_("Move the entry"))
        picture = icon("arrow-right-left")
        owner = f"{row['owner__first_name'] or ''} {row['owner__last_name'] or ''}".strip()
        return (
            f'<li class="deal" id="card-{key}" data-row data-id="{key}"'
            f' data-peek="/records/{register.kind}/{key}/peek/">'
            f'<div class="row"><h3 class="grow trunc"><a href="{root}{key}/" data-row-link>'
            f"{escape(row['title'])}</a></h3>"
            f'<button class="btn ghost sq sm deal-move" hx-get="{root}{key}/stage/"'
            f' hx-target="#drawer" data-row-key="KeyM" aria-label="{label}">{picture}</button></div>'
            f"{_lines(columns, row)}"
            f'<footer class="row"><span class="grow"></span>'
            f"{avatar(owner, 20) if owner else ''}</footer></li>"
        )

    return card


def _lines(columns: Sequence[Column], row: Row) -> str:
    lines = []
    for column in columns:
        shown = _shown(column, row)
        if shown and shown != DASH:
            name = f'<span class="muted nowrap">{escape(str(column.label))}</span>'
            lines.append(f'<div class="row xs">{"" if column.to else name}{shown}</div>')
    return "".join(lines)


def _shown(column: Column, row: Row) -> str:
    """A value on a card. What leads elsewhere is a name here: a card is one link, to its entry."""
    leads = column.beside is not None and column.type in ("reference", "text")
    if leads and column.text is not None:
        return escape(str(column.text(row) or ""))
    return column.draw(row) if column.draw else ""


def month_entry(register: Definition) -> Callable[[Row], str]:
    """Draws an entry on a day of the month, in the colour of its stage."""
    root = f"/{register.address}"

    def entry(row: Row) -> str:
        title = escape(row["title"])
        return (
            f'<a class="month-entry" data-tone="{row["stage__tone"] or "gray"}"'
            f' href="{root}{row["pk"]}/" title="{title}"><span class="trunc grow">{title}</span></a>'
        )

    return entry
