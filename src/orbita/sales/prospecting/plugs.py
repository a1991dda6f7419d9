"""What prospecting shows elsewhere and keeps up to date."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import personal_data
from orbita.platform.acts.events import poke
from orbita.platform.derived.slots import Derived, Source, derived
from orbita.platform.lists.slots import MoreColumns, more_columns, screens
from orbita.platform.merging.slots import join_rules
from orbita.platform.modules.slots import Module, modules
from orbita.platform.records.permissions import plug_record_permissions
from orbita.platform.records.slots import (
    RecordAct,
    RecordFact,
    RecordKind,
    RecordPanel,
    acts,
    facts,
    kinds,
    panels,
)
from orbita.platform.resources.slots import plug_api
from orbita.platform.search.slots import Searchable, make_searchable
from orbita.platform.ui.slots import (
    DemoChapter,
    MenuItem,
    PaletteCommand,
    demo_chapters,
    menu,
    palette_commands,
)
from orbita.sales.prospecting import events
from orbita.sales.prospecting import panels as shown
from orbita.sales.prospecting.api import API
from orbita.sales.prospecting.commands import (
    change_call_lists,
    delete_call_lists,
    restore_call_lists,
)
from orbita.sales.prospecting.demo import call_demo_look_alikes
from orbita.sales.prospecting.lists import CALL_LISTS, ONTO_CALL_LIST
from orbita.sales.prospecting.merging import JOINED_ENTRIES
from orbita.sales.prospecting.models import CallEntry, CallList
from orbita.sales.prospecting.personal import CALLING as PERSONAL

modules.plug(
    Module(
        "prospecting",
        _("Lists of calls"),
        _("Whom to call next, with scripts and results"),
        "phone-outgoing",
        needs=(
            "deals",
            "segments",
        ),
        order=150,
    )
)

kinds.plug(
    RecordKind(
        key="call_list",
        model=CallList,
        label=_("List for calling"),
        plural=_("Lists for calling"),
        icon="phone-outgoing",
        title="name",
        url=lambda pk: reverse("prospecting:record", args=[pk]),
        change=change_call_lists,
        delete=delete_call_lists,
        restore=restore_call_lists,
        parts=((CallEntry, "call_list"),),
    )
)
_OWN = dict.fromkeys(("seller", "agent", "secretary"), "own")
_ALL = dict.fromkeys(("director", "marketer"), "all")
plug_record_permissions(
    "call_lists",
    "call_list",
    _("Lists for calling"),
    {
        "view": {**dict.fromkeys(_OWN, "assigned"), **_ALL, "head": "subtree"},
        "create": {**_OWN, **_ALL, "head": "subtree"},
        "edit": {**_OWN, **_ALL, "head": "subtree"},
        "delete": {**_OWN, **_ALL, "head": "subtree"},
        "export": {"director": "all", "head": "subtree"},
    },
)
screens.plug(CALL_LISTS)
more_columns.plug(MoreColumns("call-lists", "party", (), bulk=(ONTO_CALL_LIST,)))
make_searchable(
    Searchable(
        kind="call_list",
        table="prospecting_calllist",
        title="s.name",
        subtitle="''",
        words="concat_ws(' ', s.name, s.script)",
        digits="''",
        sources=(Source("prospecting_calllist", "r.id", ("name", "script", "deleted_at")),),
        order=70,
    )
)
derived.plug(
    Derived(
        "call_progress",
        """
        INSERT INTO prospecting_callprogress (call_list_id, total, waiting, interested)
        SELECT l.id, count(e.id), count(e.id) FILTER (WHERE e.state IN ('to_call', 'no_answer')),
               count(e.id) FILTER (WHERE e.state = 'interested')
        FROM prospecting_calllist l LEFT JOIN prospecting_callentry e ON e.call_list_id = l.id
        WHERE l.id = ANY(ids) GROUP BY l.id
        ON CONFLICT (call_list_id) DO UPDATE SET total = EXCLUDED.total,
            waiting = EXCLUDED.waiting, interested = EXCLUDED.interested;
        """,
        (
            Source("prospecting_callentry", "r.call_list_id", ("call_list_id", "state")),
            Source("prospecting_calllist", "r.id", ("id",)),
        ),
    )
)
menu.plug(
    MenuItem(
        "call-lists",
        _("Calling"),
        "phone-outgoing",
        "lists:call_list",
        permission="call_lists.view",
        order=330,
        sections=("prospecting",),
        phone=False,
    )
)
palette_commands.plug(
    PaletteCommand(
        "look-alikes",
        _("Find look-alikes"),
        "search",
        "prospecting:look_alikes",
        permission="call_lists.create",
        words=_("prospects cold calls best clients"),
        order=240,
        drawer=True,
    )
)
panels.plug(
    RecordPanel(
        "call-list-about", ("call_list",), _("What to say"), "prospecting/about_panel.html",
        shown.about, place="left", order=10,
    ),
    RecordPanel(
        "call-list-entries", ("call_list",), _("Clients"), "prospecting/entries_panel.html",
        shown.entries, place="main", order=10,
    ),
)  # fmt: skip
facts.plug(
    RecordFact("call-list-left", ("call_list",), shown.left_fact, order=10),
    RecordFact("call-list-interested", ("call_list",), shown.interested_fact, order=20),
)
acts.plug(
    RecordAct(
        "start-calling", ("call_list",), _("Start calling"), "phone-call",
        lambda found: reverse("prospecting:calling", args=[found.pk]), place="button", order=10,
        permission="interactions.create", keys="C",
    ),
    RecordAct(
        "edit-call-list", ("call_list",), _("Change"), "pencil",
        lambda found: reverse("prospecting:profile", args=[found.pk]), place="button", order=20,
        permission="call_lists.edit", drawer=True, keys="E",
    ),
    RecordAct(
        "call-segment", ("segment",), _("Call these clients"), "phone-outgoing",
        lambda segment: reverse("prospecting:of_segment", args=[segment.pk]), order=30,
        permission="call_lists.create", drawer=True,
    ),
)  # fmt: skip
poke(events.CallListsChanged, lambda event: [("call_list", pk) for pk in event.list_ids])
poke(
    events.ClientCalled,
    lambda event: [("call_list", event.list_id), ("party", event.party_id)],
)
demo_chapters.plug(DemoChapter(95, "prospecting", call_demo_look_alikes))
personal_data.plug(*PERSONAL)
join_rules.plug(JOINED_ENTRIES)
plug_api(*API)
