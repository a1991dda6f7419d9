"""What segments show elsewhere and keep up to date."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import personal_data
from orbita.parties.segments import events
from orbita.parties.segments import panels as shown
from orbita.parties.segments.api import API
from orbita.parties.segments.commands import (
    change_segments,
    delete_segments,
    resettle_segments,
    restore_segments,
)
from orbita.parties.segments.demo import divide_demo_clients
from orbita.parties.segments.jobs import run_recomputing
from orbita.parties.segments.lists import INTO_SEGMENT, PARTY_SEGMENT, SEGMENTS
from orbita.parties.segments.merging import JOINED_MEMBERSHIPS
from orbita.parties.segments.models import Pick, Segment, SegmentAccess, Sort
from orbita.parties.segments.personal import SEGMENTS as PERSONAL
from orbita.parties.segments.policies import given_clients
from orbita.parties.segments.queries import touched_by
from orbita.platform.access.slots import AccessScope, Permission, permissions, scopes
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.events import poke, within
from orbita.platform.acts.undone import ActUndone
from orbita.platform.derived.slots import Source
from orbita.platform.jobs.slots import WorkKind, work_kinds
from orbita.platform.lists.slots import (
    ListTool,
    MoreColumns,
    list_tools,
    more_columns,
    screens,
)
from orbita.platform.merging.events import RecordsMerged
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
from orbita.platform.tailoring.slots import FieldUse, field_uses
from orbita.platform.tailoring.uses import Asking, by_condition
from orbita.platform.ui.slots import (
    DemoChapter,
    MenuItem,
    PaletteCommand,
    demo_chapters,
    menu,
    palette_commands,
)

modules.plug(
    Module(
        "segments",
        _("Segments"),
        _("Groups of clients by conditions or by hand"),
        "list-filter",
        order=310,
    )
)

kinds.plug(
    RecordKind(
        key="segment",
        model=Segment,
        label=_("Segment"),
        plural=_("Segments"),
        icon="tags",
        title="name",
        url=lambda pk: reverse("segments:record", args=[pk]),
        change=change_segments,
        delete=delete_segments,
        restore=restore_segments,
        parts=((Pick, "segment"), (SegmentAccess, "segment")),
    )
)

_WORKS_WITH_CLIENTS = ("head", "seller", "secretary", "agent", "supervisor", "partner", "analyst")
_EVERYBODY = (
    *_WORKS_WITH_CLIENTS, "director", "marketer", "engineer", "dispatcher", "accountant",
    "storekeeper",
)  # fmt: skip
_ALL = dict.fromkeys(("director", "marketer"), "all")
plug_record_permissions(
    "segments",
    "segment",
    _("Segments"),
    {
        "view": {**dict.fromkeys(_EVERYBODY, "assigned"), **_ALL},
        "create": {**dict.fromkeys(_WORKS_WITH_CLIENTS, "own"), **_ALL},
        "edit": {**dict.fromkeys(_WORKS_WITH_CLIENTS, "own"), **_ALL},
        "delete": {**dict.fromkeys(_WORKS_WITH_CLIENTS, "own"), **_ALL},
        "export": _ALL,
    },
)
permissions.plug(
    Permission(
        "segments.share",
        _("Segments: make for everybody"),
        dict.fromkeys(("director", "head", "marketer", "analyst", "admin"), "all"),
    )
)
scopes.plug(
    AccessScope("segment", _("own, assigned and of the segments given to him"), 25, given_clients)
)
screens.plug(SEGMENTS)
more_columns.plug(MoreColumns("segment", "party", PARTY_SEGMENT, bulk=(INTO_SEGMENT,)))
list_tools.plug(
    ListTool(
        "segment", "party", _("Save as a segment"), "tags", "/segments/new/", "segments.create"
    )
)
make_searchable(
    Searchable(
        kind="segment",
        table="segments_segment",
        title="s.name",
        subtitle="left(s.note, 200)",
        words="concat_ws(' ', s.name, s.note)",
        digits="''",
        sources=(Source("segments_segment", "r.id", ("name", "note", "deleted_at")),),
        order=60,
    )
)
work_kinds.plug(WorkKind("segments", _("Computing segments"), run_recomputing))
menu.plug(
    MenuItem(
        "segments",
        _("Segments"),
        "tags",
        "lists:segment",
        permission="segments.view",
        order=210,
        sections=("segments",),
        phone=False,
    )
)
palette_commands.plug(
    PaletteCommand(
        "new-segment",
        _("New segment"),
        "tags",
        "segments:new",
        permission="segments.create",
        words=_("add group of clients"),
        order=230,
        drawer=True,
    )
)
panels.plug(
    RecordPanel(
        "segments", ("party",), _("Segments"), "segments/party_panel.html", shown.of_party,
        place="left", order=35, permission="segments.view",
    ),
    RecordPanel(
        "segment-about", ("segment",), _("How clients get in"), "segments/about_panel.html",
        shown.about, place="left", order=10,
    ),
    RecordPanel(
        "segment-members", ("segment",), _("Clients"), "segments/members_panel.html",
        shown.member_panel, place="main", order=10, permission="parties.view",
    ),
    RecordPanel(
        "segment-history", ("segment",), _("Who came and left"), "segments/history_panel.html",
        shown.history, place="right", order=10,
    ),
    RecordPanel(
        "segment-access", ("segment",), _("Who gets the clients"), "segments/access_panel.html",
        shown.access, place="right", order=20,
    ),
)  # fmt: skip
facts.plug(
    RecordFact("segment-size", ("segment",), shown.size_fact, order=10),
    RecordFact("segment-moves", ("segment",), shown.moves_fact, order=20),
)
acts.plug(
    RecordAct(
        "segment-clients", ("segment",), _("Show the clients"), "users-round", shown.clients_url,
        place="button", order=10, permission="parties.view",
    ),
    RecordAct(
        "recompute-segment", ("segment",), _("Compute now"), "refresh-cw",
        lambda segment: reverse("segments:recomputing", args=[segment.pk]), order=20,
        permission="segments.view", method="post",
    ),
    RecordAct(
        "edit-segment", ("segment",), _("Change"), "pencil",
        lambda segment: reverse("segments:profile", args=[segment.pk]), place="button", order=20,
        permission="segments.edit", drawer=True, keys="E",
    ),
)  # fmt: skip
poke(events.SegmentsChanged, lambda event: [("segment", pk) for pk in event.segment_ids])
poke(events.SegmentRecomputed, lambda event: [("segment", event.segment_id)])


def _settle_undone(event: ActUndone) -> None:
    if ids := touched_by(event.act_id):
        resettle_segments(sorted(ids), by=SYSTEM)


def _settle_merged(event: RecordsMerged) -> None:
    """Segments by hand count a client once, however many entries he had."""
    if event.kind == "party":
        picked = Pick.objects.filter(party__in=event.survivor_ids, segment__sort=Sort.STATIC)
        ids = set(picked.values_list("segment", flat=True))
        resettle_segments(sorted(ids), by=SYSTEM)


within(ActUndone, _settle_undone)
within(RecordsMerged, _settle_merged)
demo_chapters.plug(DemoChapter(85, "segments", divide_demo_clients))
personal_data.plug(PERSONAL)
join_rules.plug(JOINED_MEMBERSHIPS)


def _conditions(key: str) -> Iterator[Asking]:
    for row in Segment.objects.filter(condition__contains=key, deleted_at=None):
        yield "party", row.condition, row.name, reverse("segments:record", args=[row.pk])


field_uses.plug(FieldUse("segments", _("Segments"), by_condition(_conditions), 10))
plug_api(*API)
