"""Lists for calling for tests."""

from itertools import count
from typing import Any

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people
from orbita.sales.prospecting.commands import make_call_list
from orbita.sales.prospecting.models import CallEntry, CallList

_numbers = count(1)


def call_list(*clients: Party, owner: User | None = None, **values: Any) -> CallList:
    """A list of these clients, or of one new one."""
    who = owner or people.alice()
    return make_call_list(
        name=f"List {next(_numbers)}",
        party_ids=[client.pk for client in clients or (organisation(owner=who),)],
        by=people.actor(who),
        **values,
    )


def entry(found: CallList, client: Party | None = None) -> CallEntry:
    """The entry of a client, or the first one."""
    rows = found.entries.filter(party=client) if client else found.entries.all()
    return rows[0]
