"""A lead on the board, drawn in one go."""

from html import escape

from django.utils.translation import gettext as _

from orbita.platform.lists.cells import overdue
from orbita.platform.lists.slots import Row
from orbita.platform.ui.components import avatar, badge, icon
from orbita.platform.ui.dates import when


def card(row: Row) -> str:
    """Who asks, what, since when, from where, whose."""
    key = row["pk"]
    who = escape(", ".join(filter(None, (row["person_name"], row["company_name"]))) or "—")
    owner = f"{row['owner__first_name'] or ''} {row['owner__last_name'] or ''}".strip()
    source = badge(row["source__name"], "gray") if row["source__name"] else ""
    return (
        f'<li class="deal" id="card-{key}" data-row data-id="{key}"'
        f' data-peek="/records/lead/{key}/peek/">'
        f'<span class="deal-client trunc">{who}</span>'
        f'<h3><a href="/leads/{key}/" data-row-link>{escape(row["subject"])}</a></h3>'
        f'<div class="row">{source}{late_badge(row)}</div>'
        f'<footer class="row"><span class="due xs nowrap num muted">'
        f"{escape(when(row['received_at']))}</span>"
        f'<span class="grow"></span>{avatar(owner, 20) if owner else ""}</footer></li>'
    )


def late_badge(row: Row) -> str:
    """A mark on a lead that nobody has taken in time."""
    if row["status"] != "new" or not (row["is_late"] or overdue(row["due_at"])):
        return ""
    return badge(_("overdue"), "red", "alarm-clock")


def due_cell(row: Row) -> str:
    """By when a lead is to be taken; red once that has passed."""
    at = row["due_at"]
    if at is None or row["status"] != "new":
        return '<span class="muted">—</span>'
    style = "bad" if overdue(at) or row["is_late"] else ""
    clock = icon("alarm-clock") if style else ""
    return f'<span class="{style} num nowrap">{clock}{escape(when(at))}</span>'
