"""What hand-overs show elsewhere, and what belongs to an employee."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.commands import change_interactions
from orbita.activities.timeline.slots import stories
from orbita.parties.consent.slots import personal_data
from orbita.parties.directory.commands import change_parties
from orbita.parties.territories.slots import TerritoryFigure, figures
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.accounts.slots import EmployeeAct, employee_acts
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import poke
from orbita.platform.lists.slots import MoreColumns, more_columns
from orbita.platform.modules.slots import Module, modules
from orbita.platform.notifications.slots import NoticeKind, plug_notice
from orbita.platform.records.slots import RecordAct, acts, kind_of
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import (
    DemoChapter,
    PaletteCommand,
    SettingsItem,
    demo_chapters,
    palette_commands,
    settings_items,
)
from orbita.sales.deals.commands import change_deals
from orbita.sales.handover import notices
from orbita.sales.handover.api import API
from orbita.sales.handover.demo import hand_over_demo_clients
from orbita.sales.handover.events import HandedBack, HandedOver
from orbita.sales.handover.figures import open_deals_of_territory
from orbita.sales.handover.lists import BULK
from orbita.sales.handover.personal import HANDOVERS as PERSONAL
from orbita.sales.handover.slots import Belonging, belongings
from orbita.sales.handover.stories import HANDED_OVER

modules.plug(
    Module(
        "handover",
        _("Hand-over"),
        _("Clients and whole books go to colleagues"),
        "arrow-right-left",
        needs=("deals",),
        order=160,
    )
)

Change = Callable[..., Any]


def _by(change: Change, field: str) -> Callable[[Sequence[UUID], UUID, Actor], Any]:
    """The act of a kind that gives its records to somebody."""
    return lambda ids, user_id, by: change(ids, {field: user_id}, by=by)


belongings.plug(
    Belonging("party", _("Clients"), Q, _by(change_parties, "owner"), party="pk", order=10),
    Belonging(
        "deal", _("Open deals"), lambda: Q(stage__outcome="open"), _by(change_deals, "owner"),
        order=20,
    ),
    Belonging(
        "interaction", _("Planned steps"), lambda: Q(done_at=None),
        _by(change_interactions, "assignee"), owner="assignee", order=40,
    ),
)  # fmt: skip
permissions.plug(
    Permission(
        "handovers.create",
        _("Hand clients over to colleagues"),
        dict.fromkeys(("director", "head", "seller", "partner", "admin"), "all"),
    )
)
stories.plug(HANDED_OVER)
plug_notice(
    NoticeKind("handover", _("Clients are handed over to you"), "arrow-right-left",
               notices.word_given, "violet"),
    HandedOver,
    notices.given,
)  # fmt: skip
plug_notice(
    NoticeKind("handed-back", _("Your clients come back"), "arrow-right-left", notices.word_back),
    HandedBack,
    notices.back,
)
poke(HandedOver, lambda event: [("handover", event.handover_id)])
poke(HandedBack, lambda event: [("handover", event.handover_id)])


def _url(record: Any) -> str:
    """The drawer in which a record is handed over."""
    return reverse("handover:record", args=[kind_of(type(record)).key, record.pk])


acts.plug(
    RecordAct(
        "hand-over", ("party", "deal", "lead"), _("Hand over"), "arrow-right-left", _url, order=60,
        permission="handovers.create", drawer=True,
    )
)  # fmt: skip
employee_acts.plug(
    EmployeeAct(
        "hand-over",
        _("Hand over a book"),
        "arrow-right-left",
        lambda user: f"{reverse('handover:book')}?from={user.pk}",
        "handovers.create",
    )
)
more_columns.plug(MoreColumns("handover", "party", (), bulk=BULK))
figures.plug(TerritoryFigure("open-deals", _("Open deals"), open_deals_of_territory, "deals.view"))
settings_items.plug(
    SettingsItem(
        "handovers",
        _("Hand-overs"),
        _("A whole book to colleagues: for good or for a vacation"),
        "arrow-right-left",
        "handover:handovers",
        permission="handovers.create",
        order=60,
    )
)
palette_commands.plug(
    PaletteCommand(
        "hand-over",
        _("Hand over a book"),
        "arrow-right-left",
        "handover:book",
        permission="handovers.create",
        words=_("vacation dismissal clients deals"),
        order=400,
    ),
    PaletteCommand(
        "handovers", _("Hand-overs"), "arrow-right-left", "handover:handovers", order=410
    ),
)
demo_chapters.plug(DemoChapter(95, "handover", hand_over_demo_clients))
personal_data.plug(PERSONAL)
plug_api(*API)
