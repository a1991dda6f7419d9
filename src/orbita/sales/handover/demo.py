"""A vacation in the demo company: a book that went to colleagues for two weeks."""

from datetime import timedelta

from orbita.activities.timeline.models import Interaction
from orbita.parties.directory.models import Party
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.records.slots import RecordRef
from orbita.platform.ui.demo import Demo
from orbita.sales.handover.commands import hand_over
from orbita.sales.handover.planning import Wanted

CLIENTS = 6


@command
def hand_over_demo_clients(demo: Demo, *, by: Actor) -> None:
    """Some clients of a seller went to two colleagues until he is back."""
    sellers = list(
        User.objects.filter(role_assignments__role__key="seller", is_active=True)
        .order_by("email")
        .distinct()[:3]
    )
    if len(sellers) < 3:
        return
    clients = Party.objects.alive().filter(owner=sellers[0], status="active")
    keys = list(clients.order_by("created_at", "name").values_list("pk", flat=True)[:CLIENTS])
    if keys:
        hand_over(
            Wanted(chosen=tuple(RecordRef("party", key) for key in keys)),
            [one.pk for one in sellers[1:]],
            note="Отпуск до понедельника. Сроки по открытым сделкам согласованы, скидки не обещал.",
            until=demo.today + timedelta(days=10),
            by=by,
        )
        # Told yesterday evening: the demo company is the same whenever it is made on a day.
        told = Interaction.objects.filter(story__key="handed-over")
        told.update(done_at=demo.at(demo.ago(1), 18))
