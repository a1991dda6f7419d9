"""What follows from changes of clients, once they are committed: they are compared with all others."""

from orbita.parties.directory.events import PartiesChanged, PartyAdded
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.duplicates.commands import follow_changes
from orbita.platform.imports.events import RecordsImported
from orbita.platform.tracking import EVENT_MODELS

_NO_MATTER = frozenset(
    ("owner", "status", "source", "note", "family", "industry", "employees", "revenue",
     "founded_in", "doubtful", "origins", "bank_accounts", "own")
)  # fmt: skip
"""Fields that say nothing of who a client is."""


def compare_added(event: PartyAdded) -> None:
    """A new client."""
    follow_changes("party", (event.party_id,), by=SYSTEM)


def compare_changed(event: PartiesChanged) -> None:
    """Clients of whom something telling was changed."""
    if not event.fields or set(event.fields) - _NO_MATTER:
        follow_changes("party", event.party_ids, by=SYSTEM)


def compare_imported(event: RecordsImported) -> None:
    """Clients that came by a file."""
    if event.kind == "parties":
        rows = EVENT_MODELS[Party]._default_manager.filter(pgh_context_id=event.act_id)
        ids = rows.values_list("pgh_obj_id", flat=True).distinct()
        follow_changes("party", tuple(ids), by=SYSTEM)
