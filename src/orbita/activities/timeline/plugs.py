"""What the timeline shows elsewhere and keeps up to date."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.activities.timeline import commands, drawing, events, facts, notices
from orbita.activities.timeline.api import API
from orbita.activities.timeline.demo import talk_with_demo_clients
from orbita.activities.timeline.importing import INTERACTIONS as IMPORTABLE
from orbita.activities.timeline.lists import INTERACTIONS, PARTY_PULSE
from orbita.activities.timeline.measures import TIMELINE_MEASURES
from orbita.activities.timeline.models import Interaction, Participant
from orbita.activities.timeline.personal import TIMELINE as PERSONAL
from orbita.activities.timeline.pulse import pulse
from orbita.activities.timeline.reminders import MATTERS, settle_reminders
from orbita.activities.timeline.signals import SIGNALS, warm_finished, warm_logged
from orbita.activities.timeline.subjects import subject_records
from orbita.parties.consent.slots import personal_data
from orbita.parties.directory.models import Party
from orbita.parties.standing.slots import signals
from orbita.platform.accounts.presets import ROLES
from orbita.platform.acts.events import Record, after, poke, within
from orbita.platform.acts.undone import ActUndone
from orbita.platform.derived.slots import derived
from orbita.platform.imports.slots import make_importable
from orbita.platform.lists.slots import MoreColumns, more_columns, screens
from orbita.platform.measures.slots import measures
from orbita.platform.notifications.slots import NoticeKind, plug_notice
from orbita.platform.records.permissions import plug_record_permissions
from orbita.platform.records.slots import (
    AndOwnKinds,
    RecordAct,
    RecordFact,
    RecordKind,
    RecordPanel,
    kind_of,
    kinds,
    panels,
)
from orbita.platform.records.slots import acts as record_acts
from orbita.platform.records.slots import facts as record_facts
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import (
    DemoChapter,
    HomeTile,
    MenuItem,
    demo_chapters,
    home_tiles,
    menu,
)

SUBJECTS = AndOwnKinds(("party", "deal", "lead"))
"""The kinds that contacts are about, those that the company has made itself among them."""

derived.plug(pulse("party_pulse", "timeline_partypulse", "party_id", "party_id", Party))

kinds.plug(
    RecordKind(
        key="interaction",
        model=Interaction,
        label=_("interaction"),
        plural=_("Interactions"),
        icon="messages-square",
        title="subject",
        url=lambda pk: reverse("timeline:interaction", args=[pk]),
        change=commands.change_interactions,
        delete=commands.delete_interactions,
        restore=commands.restore_interactions,
        parts=[(Participant, "interaction")],
    )
)

everybody = dict.fromkeys(ROLES, "all")
plug_record_permissions(
    "interactions",
    "interaction",
    _("Interactions"),
    {
        "view": everybody,
        "create": everybody,
        "edit": {**dict.fromkeys(ROLES, "own"), "head": "subtree", "director": "all"},
        "delete": {**dict.fromkeys(ROLES, "own"), "head": "subtree", "director": "all"},
        "export": {"seller": "own", "head": "subtree", "director": "all", "analyst": "all"},
        "import": dict.fromkeys(("director", "head", "marketer", "secretary", "partner"), "all"),
    },
)

record_facts.plug(
    RecordFact("last_touch", ("party",), facts.last_touch, order=80),
    RecordFact("next_step", ("party",), facts.next_step, order=90),
)

panels.plug(
    RecordPanel(
        key="timeline",
        kinds=SUBJECTS,
        title=_("Timeline"),
        template="timeline/panel.html",
        context=drawing.panel,
        place="main",
        permission="interactions.view",
        live=False,
    )
)


def _compose(kind: str) -> Callable[[Any], str]:
    """The address of the composer for a record, open at a kind of contact."""

    def url(record: Any) -> str:
        where = [kind_of(type(record)).key, record.pk]
        return f"{reverse('timeline:compose', args=where)}?kind={kind}"

    return url


record_acts.plug(
    RecordAct(
        "call", SUBJECTS, pgettext_lazy("act", "Call"), "phone", _compose("call"),
        place="button", order=10,
        permission="interactions.create", drawer=True, keys="C",
    ),
    RecordAct(
        "task", SUBJECTS, _("Next step"), "list-todo", _compose("task"), place="create",
        order=10, permission="interactions.create", drawer=True,
    ),
    RecordAct(
        "meeting", SUBJECTS, _("Meeting"), "users-round", _compose("meeting"),
        place="create", order=20, permission="interactions.create", drawer=True,
    ),
    RecordAct(
        "report", ("party",), _("Report of interactions"), "printer",
        lambda party: reverse("timeline:report", args=[party.pk]), order=40,
        permission="interactions.view",
    ),
)  # fmt: skip


def _changed(event: events.InteractionsChanged) -> list[Record]:
    touched = [tuple(ref.split(":")) for ref in event.touched]
    return [*touched, *(("interaction", pk) for pk in event.interaction_ids)]  # type: ignore[list-item]


for kind in (
    events.InteractionLogged,
    events.StepPlanned,
    events.StepMoved,
    events.StepFinished,
):
    poke(kind, subject_records)
poke(events.InteractionsChanged, _changed)
more_columns.plug(MoreColumns("pulse", "party", PARTY_PULSE))
measures.plug(*TIMELINE_MEASURES)
signals.plug(*SIGNALS)
after(events.InteractionLogged, warm_logged)
after(events.StepFinished, warm_finished)
screens.plug(INTERACTIONS)


def _settle_one(event: Any) -> None:
    settle_reminders([event.interaction_id])


def _settle_changed(event: events.InteractionsChanged) -> None:
    if MATTERS & set(event.fields):
        settle_reminders(event.interaction_ids)


def _settle_undone(event: ActUndone) -> None:
    refs = (ref.split(":") for ref in event.records)
    settle_reminders(UUID(pk) for kind, pk in refs if kind == "interaction")


for planned in (events.StepPlanned, events.StepMoved, events.StepFinished):
    within(planned, _settle_one)
within(events.InteractionsChanged, _settle_changed)
within(ActUndone, _settle_undone)

plug_notice(
    NoticeKind("mention", _("You are called by name"), "at-sign", notices.word_mention),
    events.InteractionLogged,
    notices.mentioned,
)
plug_notice(
    NoticeKind("step", _("You are given a step"), "list-todo", notices.word_step),
    events.StepPlanned,
    notices.given,
)
demo_chapters.plug(DemoChapter(70, "timeline", talk_with_demo_clients))
make_importable(IMPORTABLE)
home_tiles.plug(HomeTile("steps", _("Today and overdue"), "timeline:my_day", order=100))
menu.plug(
    MenuItem(
        "interactions",
        pgettext_lazy("timeline", "Contacts"),
        "messages-square",
        "lists:interaction",
        order=400,
        keys="KeyG KeyI",
        permission="interactions.view",
        sections=("timeline",),
        phone=False,
    )
)
personal_data.plug(PERSONAL)
plug_api(*API)
