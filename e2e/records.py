"""Records that a story needs of its own, made by the acts themselves inside a house's database."""

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
    deal = open_deal(title=title, stage_id=place.pk, amount=amount, owner_id=by.id, by=by)
    return str(deal.pk)


def title_of(key: str) -> str:
    """A deal's title as the database has it."""
    from orbita.sales.deals.models import Deal

    return str(Deal.objects.get(pk=key).title)
