"""Groups of clients to merge."""

from typing import Any
from uuid import UUID

from orbita.parties.directory.models import Party
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import last_act_id
from orbita.platform.merging.commands import Group, merge_records


def director() -> Actor:
    """Somebody who may change and delete every client; always the same one."""
    known = User.objects.filter(email="director@example.com").first()
    return people.actor(known or people.employee("director", email="director@example.com"))


def same(count: int = 3, **values: Any) -> list[Party]:
    """Clients that are the same one, the survivor first."""
    return [organisation(f"ООО «Ромашка {number}»", **values) for number in range(count)]


def merge(*parties: Party, by: Actor | None = None, **choices: Any) -> UUID:
    """Merge them into the first; gives the act."""
    group = Group(parties[0].pk, tuple(party.pk for party in parties[1:]), choices)
    merge_records("party", [group], by=by or director())
    act = last_act_id()
    assert act is not None
    return act
