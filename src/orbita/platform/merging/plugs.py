"""What merging shows elsewhere, and how rows of the platform's own tables meet."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.events import poke
from orbita.platform.audit.slots import UndoStep, undo_steps
from orbita.platform.lists.slots import MoreColumns, more_columns
from orbita.platform.merging.api import API
from orbita.platform.merging.events import RecordsMerged
from orbita.platform.merging.lists import merging_act
from orbita.platform.merging.panels import merged_from
from orbita.platform.merging.slots import JoinRule, RecordColumn, join_rules, record_columns
from orbita.platform.merging.traces import put_back
from orbita.platform.merging.undoing import refuse_merged_again
from orbita.platform.notifications.models import Reminder
from orbita.platform.records.slots import RecordPanel, panels
from orbita.platform.resources.slots import plug_api
from orbita.platform.sharing.models import Share

undo_steps.plug(UndoStep("merging", refuse_merged_again, put_back))
poke(
    RecordsMerged,
    lambda event: [(event.kind, pk) for pk in {*event.survivor_ids, *event.loser_ids}],
)
panels.plug(
    RecordPanel(
        "merged",
        ("party", "lead"),
        _("Merged from"),
        "merging/merged_panel.html",
        merged_from,
        order=900,
    )
)
more_columns.plug(
    MoreColumns("merging", "party", (), bulk=(merging_act("party", "parties.delete"),))
)
join_rules.plug(
    JoinRule(Reminder, values={"at": "min(r.at)"}),
    # Who may change may look as well: the wider access stays.
    JoinRule(Share, values={"level": "min(r.level)"}),
)

_TRACE = "it says what was merged when"
_SCAN = "the next scan finds it anew"
_SAID = "it was said of these very records"
record_columns.plug(
    RecordColumn("merging.mergedrecord.loser_id", moves=False, why=_TRACE),
    RecordColumn("merging.mergedrecord.survivor_id", moves=False, why=_TRACE),
    RecordColumn("acts.act.key", moves=False, why="the key that an outside caller has chosen"),
    RecordColumn("audit.look.record_id", moves=False, why="who saw what is written once"),
    RecordColumn("duplicates.suspectedpair.a", moves=False, why=_SCAN),
    RecordColumn("duplicates.suspectedpair.b", moves=False, why=_SCAN),
    RecordColumn("duplicates.matchkey.record", moves=False, why=_SCAN),
    RecordColumn("duplicates.distinction.a", moves=False, why=_SAID),
    RecordColumn("duplicates.distinction.b", moves=False, why=_SAID),
    RecordColumn("needs.need.interaction_id", kind="'interaction'"),
    RecordColumn("acts.act.result", moves=False, why="what the act gave when it was done"),
)
plug_api(*API)
