"""Records that a story needs of its own, made by the acts themselves inside a house's database."""

from decimal import Decimal
from typing import Any


def _actor(role: str) -> Any:
    from orbita.platform.accounts.models import User
    from orbita.platform.accounts.queries import actor_of

    return actor_of(User.objects.get(email=f"{role}@demo.local"))


def new_client(role: str, name: str) -> str:
    """An organisation of this seller; its address."""
    from orbita.parties.directory.commands import add_party

    by = _actor(role)
    party = add_party(form="organisation", values={"name": name}, owner_id=by.id, by=by)
    return f"/parties/{party.pk}/"


def new_deal(role: str, title: str, stage: int = 0, amount: int | None = None) -> str:
    """A deal of this seller on the open stage with this place; its key."""
    from orbita.sales.deals.commands import open_deal
    from orbita.sales.deals.models import Stage

    by = _actor(role)
    place = Stage.objects.filter(outcome="open").order_by("position")[stage]
    sum_ = None if amount is None else Decimal(amount)
    deal = open_deal(title=title, stage_id=place.pk, amount=sum_, owner_id=by.id, by=by)
    return str(deal.pk)


def title_of(key: str) -> str:
    """A deal's title as the database has it."""
    from orbita.sales.deals.models import Deal

    return str(Deal.objects.get(pk=key).title)


def name_of(role: str) -> str:
    """The name of this user of the demo company."""
    from orbita.platform.accounts.models import User

    return str(User.objects.get(email=f"{role}@demo.local"))


def places() -> dict[str, str]:
    """The keys of records that are worth a look: those with much on their page."""
    from django.db.models import Count
    from django.utils import timezone

    from orbita.activities.timeline.models import Interaction
    from orbita.parties.classifier.models import Tree
    from orbita.parties.directory.models import Party
    from orbita.platform.accounts.models import Role
    from orbita.sales.deals.models import Deal

    def busiest(form: str) -> Party:
        found = Party.objects.filter(form=form, deleted_at=None, deals__isnull=False)
        busy: Party = found.annotate(weight=Count("deals")).order_by("-weight")[0]
        return busy

    organisation = busiest("organisation")
    open_deals = Deal.objects.filter(party=organisation, deleted_at=None)
    return {
        "organisation": str(organisation.pk),
        "day": str(timezone.localdate()),
        "person": str(busiest("person").pk),
        "deal": str(open_deals.filter(stage__outcome="open")[0].pk),
        "lost": str(Deal.objects.filter(stage__outcome="lost", deleted_at=None)[0].pk),
        "interaction": str(Interaction.objects.filter(party=organisation)[0].pk),
        "role": str(Role.objects.get(key="seller").pk),
        "tree": str(Tree.objects.all()[0].pk),
    }
