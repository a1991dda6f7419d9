"""Contacts as a table, and what the timeline adds to the list of parties."""

from html import escape

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.activities.timeline.models import Direction, Kind, Result
from orbita.platform.lists.cells import overdue, person_column, step_cell
from orbita.platform.lists.slots import Calendar, Column, ListScreen, Row, StandardView
from orbita.platform.ui.components import DASH
from orbita.platform.ui.dates import duration


def _step(row: Row) -> str:
    return step_cell(row["pulse__next_step_at"], row["pulse__next_step__subject"])


PARTY_PULSE = (
    Column("last_touch_at", gettext_lazy("Last touch"), "moment", path="pulse__last_touch_at"),
    Column(
        "next_step_at", gettext_lazy("Next step"), "moment", path="pulse__next_step_at",
        select=("pulse__next_step__subject",), draw=_step,
    ),
)  # fmt: skip


def _subject(row: Row) -> str:
    title = row["subject"] or row["text"][:120] or str(Kind(row["kind"]).label)
    return f'<a href="/interactions/{row["pk"]}/" data-row-link class="trunc">{escape(title)}</a>'


def _party(row: Row) -> str:
    if row["party_id"] is None:
        return DASH
    name = escape(row["party__name"] or _("Client"))
    return f'<a href="/parties/{row["party_id"]}/" class="trunc">{name}</a>'


def _duration(row: Row) -> str:
    return escape(duration(row["duration"])) or DASH


def _calendar_entry(row: Row) -> str:
    """A contact on its day: time and what; done ones are quiet, late ones red."""
    what = escape(row["subject"] or row["party__name"] or str(Kind(row["kind"]).label))
    tone = "gray" if row["done_at"] else "red" if overdue(row["at"]) else "blue"
    clock = f"{timezone.localtime(row['at']):%H:%M}"
    return (
        f'<a class="month-entry" data-tone="{tone}" href="/interactions/{row["pk"]}/" title="{what}">'
        f'<span class="num">{clock}</span><span class="trunc">{what}</span></a>'
    )


MINE = '["assignee","in",["me"]]'
OPEN = '["done_at","empty",null]'
INTERACTIONS = ListScreen(
    kind="interaction",
    address="interactions/",
    title="subject",
    sort="-at",
    import_kind="interactions",
    hint=gettext_lazy("Calls, meetings, letters and notes with all clients, done and planned."),
    base=lambda rows: rows.exclude(kind=Kind.STORY),
    calendar=Calendar(
        path="at",
        column="at",
        entry=_calendar_entry,
        select=("subject", "kind", "done_at", "party__name"),
        of_moments=True,
    ),
    columns=(
        Column(
            "subject", gettext_lazy("What"), select=("text", "kind"), draw=_subject,
            text=lambda row: row["subject"] or row["text"], sortable=False,
        ),
        Column("kind", gettext_lazy("Kind"), "choice", choices=lambda: Kind.choices),
        Column(
            "party", gettext_lazy("Client"), "reference", path="party_id", select=("party__name",),
            draw=_party, text=lambda row: row["party__name"], sort_path="party__sort_key", to="party",
        ),
        Column("at", gettext_lazy("When"), "moment"),
        Column("due_at", gettext_lazy("Planned for"), "moment", shown=False),
        Column("done_at", gettext_lazy("Done at"), "moment", shown=False),
        person_column("assignee", gettext_lazy("Who does it")),
        Column("result", gettext_lazy("Result"), "choice", choices=lambda: Result.choices),
        Column(
            "direction", gettext_lazy("Direction"), "choice", choices=lambda: Direction.choices,
            shown=False,
        ),
        Column("duration", gettext_lazy("Duration"), "number", draw=_duration, shown=False),
        Column("text", gettext_lazy("Text"), sortable=False, shown=False),
        person_column("owner", gettext_lazy("Wrote"), shown=False),
    ),
    views=(
        StandardView("mine", gettext_lazy("My plans"), f'["and",{MINE},{OPEN}]', "due_at"),
        StandardView(
            "overdue", gettext_lazy("Overdue"), f'["and",{MINE},{OPEN},["due_at","within","past"]]',
            "due_at",
        ),
        StandardView("done", gettext_lazy("Done"), '["done_at","filled",null]', "-done_at"),
    ),
)  # fmt: skip
