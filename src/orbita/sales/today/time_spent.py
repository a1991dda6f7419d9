"""Time with clients against time in the product (SAL-28).

Time with clients is the sum of the lengths of contacts; a contact without a length counts as long as
such contacts usually take (`USUAL`). Time in Orbita are minutes in which somebody typed or clicked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from orbita.activities.timeline.models import Interaction, Kind
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.tree import Condition, Test, joined
from orbita.platform.lists.figures import Figure
from orbita.platform.presence.queries import minutes_of

USUAL = {Kind.CALL: 3, Kind.MEETING: 45, Kind.VISIT: 60, Kind.LETTER: 5, Kind.CHAT: 5}
"""Minutes of a contact whose length was not written down."""


@dataclass(frozen=True)
class Spent:
    """One employee's time of a period, in minutes."""

    user_id: UUID
    name: str
    contacts: Figure
    with_clients: int
    in_product: int

    @property
    def share(self) -> int | None:
        """Time with clients, per cent of both together; None when nothing is known."""
        whole = self.with_clients + self.in_product
        return round(self.with_clients * 100 / whole) if whole else None


def time_spent(actor: Actor, start: date, end: date) -> list[Spent]:
    """Each employee in the actor's reach with his time from `start` until before `end`, the most
    time with clients first. Three statements."""
    users = {user.pk: str(user) for user in _people(actor)}
    first, last = (timezone.make_aware(datetime.combine(day, time())) for day in (start, end))
    usual = Case(
        *(When(kind=kind, then=Value(minutes * 60)) for kind, minutes in USUAL.items()),
        default=Value(0),
        output_field=IntegerField(),
    )
    rows = (
        Interaction.objects.alive()
        .filter(owner__in=list(users), kind__in=list(USUAL), done_at__gte=first, done_at__lt=last)
        .values("owner")
        .annotate(contacts=Count("pk"), seconds=Sum(Coalesce(F("duration"), usual)))
    )
    talked = {row["owner"]: (row["contacts"], row["seconds"] // 60) for row in rows}
    worked = minutes_of(users, start, end)
    spent = [
        Spent(
            key,
            name,
            Figure(talked.get(key, (0, 0))[0], None, _contacts(key, start, end), "interaction"),
            talked.get(key, (0, 0))[1],
            worked.get(key, 0),
        )
        for key, name in users.items()
        if key in talked or key in worked
    ]
    return sorted(spent, key=lambda one: (-one.with_clients, one.name))


def _contacts(user_id: UUID, start: date, end: date) -> Condition:
    """The contacts of an employee in a period, for the list."""
    return joined(
        Test("owner", "in", [str(user_id)]),
        Test("kind", "in", list(USUAL)),
        Test("done_at", "between", [str(start), str(end - timedelta(days=1))]),
    )


def _people(actor: Actor) -> Sequence[User]:
    """Those whose contacts the actor may see."""
    active = User.objects.active()
    if actor.scope("interactions.view") == "all":
        return list(active)
    return list(active.filter(pk__in=actor.subtree | actor.team | {actor.id}))
