"""What others did meanwhile."""

from datetime import datetime, time, timedelta

from django.db.models import (
    Q,
)
from django.utils import timezone

from orbita.activities.timeline.models import Interaction
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.sales.deals.models import Deal


def changes(actor: Actor, *, limit: int = 12) -> list[Interaction]:
    """What others did with the actor's clients and deals since yesterday morning, newest first.
    One statement."""
    yesterday = timezone.localdate() - timedelta(days=1)
    since = timezone.make_aware(datetime.combine(yesterday, time()))
    deals = Deal.objects.visible_to(actor).filter(owner=actor.id)
    mine = Q(party__in=Party.objects.visible_to(actor).filter(owner=actor.id)) | Q(
        about_kind="deal", about_id__in=deals.values("pk")
    )
    rows = (
        Interaction.objects.alive()
        .filter(mine, done_at__gte=since)
        .exclude(owner=actor.id)
        .select_related("party", "owner")
        .order_by("-done_at")[:limit]
    )
    return list(rows)
