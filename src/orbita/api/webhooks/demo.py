"""Two programs that the demo company tells: the accounts, and a store that is being moved.

Both are switched off, so that a demo sends nothing into the world; their logs show what has been.
"""

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone

from orbita.api.webhooks.models import (
    Attempt,
    Endpoint,
    Message,
    OffReason,
    State,
)
from orbita.api.webhooks.signing import new_secret, seal
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo, mail
from orbita.sales.deals.models import Deal, Outcome

TOLD = 24


@command
def tell_demo_programs(demo: Demo, *, by: Actor) -> None:
    """Two endpoints with the messages of the last won deals."""
    owner = User.objects.get(email=mail("admin"))
    accounts = _endpoint(
        owner, "https://buh.demo.local/orbita", "Бухгалтерия: счета по выигранным сделкам",
        ["deal.won", "party.added"], OffReason.HAND,
    )  # fmt: skip
    _endpoint(owner, "https://sklad.demo.local/hooks/crm", "Склад: резервы", [], OffReason.FAILING)
    won = Deal.objects.alive().filter(stage__outcome=Outcome.WON).order_by("-closed_on", "pk")
    messages = Message.objects.bulk_create(
        [_message(accounts, deal, place) for place, deal in enumerate(won[:TOLD])][::-1]
    )
    Attempt.objects.bulk_create([one for row in messages for one in _tries(row, demo)])


def _endpoint(
    owner: User, url: str, description: str, events: list[str], reason: OffReason
) -> Endpoint:
    return Endpoint.objects.create(
        url=url, description=description, events=events, owner=owner, is_active=False,
        off_reason=reason, secret=seal(new_secret()),
    )  # fmt: skip


def _message(endpoint: Endpoint, deal: Any, place: int) -> Message:
    at = timezone.now() - timedelta(hours=2 + place * 7)
    data = {
        "kind": "deal", "id": str(deal.pk), "url": f"/deals/{deal.pk}/", "act": None,
        "by": str(deal.owner_id),
        "event": {"party_id": str(deal.party_id), "amount": str(deal.amount),
                  "won_on": str(deal.closed_on)},
    }  # fmt: skip
    failed = place == 5
    return Message(
        endpoint=endpoint, type="deal.won", kind="deal", record_id=deal.pk, created_at=at,
        body=json.dumps({"type": "deal.won", "timestamp": at.isoformat(), "data": data}),
        state=State.GIVEN_UP if failed else State.DELIVERED, next_at=at,
        attempts=3 if failed else 1, done_at=at,
    )  # fmt: skip


def _tries(message: Message, demo: Demo) -> list[Attempt]:
    failed = message.state == State.GIVEN_UP
    return [
        Attempt(
            message=message, at=message.created_at + timedelta(minutes=number * 2),
            status=422 if failed else 200, milliseconds=demo.random.randint(40, 400),
            answer="Не найден договор" if failed else '{"accepted": true}',
        )
        for number in range(message.attempts)
    ]  # fmt: skip
