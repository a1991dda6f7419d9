"""The alarm of deals without a next step."""

from django.db.models import Count

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.notifications.commands import Telling, notify_many
from orbita.sales.deals.models import Deal

LIST = "/deals/?view=no-step&mode=table"


@command
def alarm_owners(*, by: Actor) -> int:
    """Tell each owner how many of his open deals have no next step; how many owners were told.

    Only pipelines that ask for a next step count, and not what was put off. Two statements.
    """
    forgotten = (
        Deal.objects.alive()
        .on_board()
        .filter(
            stage__pipeline__needs_step=True,
            pulse__next_step_at=None,
            owner__isnull=False,
        )
        .values_list("owner")
        .annotate(count=Count("pk"))
    )
    told = [Telling(owner, {"count": count, "url": LIST}) for owner, count in forgotten if owner]
    return notify_many(told, kind="no-step", by=by)
