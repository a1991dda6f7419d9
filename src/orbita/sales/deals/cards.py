"""A deal on the board, drawn in one go: a board has hundreds of cards."""

from html import escape

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.lists.cells import overdue
from orbita.platform.lists.slots import Row
from orbita.platform.ui.components import avatar, badge, icon, money
from orbita.platform.ui.dates import when

STEP_ICONS = {
    "call": "phone",
    "meeting": "users",
    "letter": "mail",
    "visit": "map-pin",
    "chat": "message-circle",
    "document": "file-text",
}


def card(row: Row) -> str:
    """Client, title, sum, next step, owner."""
    key = row["pk"]
    client = escape(row["party__name"] or _("No client"))
    owner = f"{row['owner__first_name'] or ''} {row['owner__last_name'] or ''}".strip()
    move = escape(_("Move the deal"))
    return (
        f'<li class="deal" id="card-{key}" data-row data-id="{key}"'
        f' data-peek="/records/deal/{key}/peek/">'
        f'<div class="row"><span class="deal-client trunc grow">{client}</span>'
        f'<button class="btn ghost sq sm deal-move" hx-get="/deals/{key}/stage/" hx-target="#drawer"'
        f' data-row-key="KeyM" aria-label="{move}">{icon("arrow-right-left")}</button></div>'
        f'<h3><a href="/deals/{key}/" data-row-link>{escape(row["title"])}</a></h3>'
        f'<div class="deal-sum num">{money(row["amount"], row["currency"])}{_stale(row)}</div>'
        f'<footer class="row">{_step(row)}<span class="grow"></span>'
        f"{avatar(owner, 20) if owner else ''}</footer></li>"
    )


def calendar_entry(row: Row) -> str:
    """A deal on the day when it is expected: title and sum in the colour of its stage."""
    title = escape(row["title"])
    return (
        f'<a class="month-entry" data-tone="{row["stage__tone"]}" href="/deals/{row["pk"]}/"'
        f' title="{title}"><span class="trunc grow">{title}</span>'
        f"{money(row['amount'], row['currency'], short=True) if row['amount'] is not None else ''}</a>"
    )


def _stale(row: Row) -> str:
    """A mark on a card that has stood on its stage for longer than the stage allows."""
    days = (timezone.now() - row["stage_since"]).days
    if days <= row["stage__rot_days"]:
        return ""
    words = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    return badge(words, "amber", "hourglass")


def _step(row: Row) -> str:
    """The next step with its time, red when it is late; its absence is a defect."""
    at = row["pulse__next_step_at"]
    if at is None:
        words = escape(_("No next step"))
        return f'<span class="next warn">{icon("circle-alert")}<span class="trunc">{words}</span></span>'
    late = " bad" if overdue(at) else ""
    subject = escape(row["pulse__next_step__subject"] or _("Next step"))
    picture = icon(STEP_ICONS.get(row["pulse__next_step__kind"], "list-todo"))
    return (
        f'<span class="next trunc{late}">{picture}<span class="trunc">{subject}</span></span>'
        f'<span class="due xs nowrap num{late or " muted"}">{escape(when(at))}</span>'
    )
