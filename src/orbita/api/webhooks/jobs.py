"""Jobs of webhooks: sending, looking whether something is due, forgetting."""

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from orbita.api.webhooks.commands import forget_old
from orbita.api.webhooks.marking import endpoints_due
from orbita.api.webhooks.pumping import pump
from orbita.api.webhooks.writing import QUEUE, SEND
from orbita.platform.acts.actor import SYSTEM


@app.task(name=SEND, queue=QUEUE, retry=RetryStrategy(max_attempts=3, exponential_wait=3))
def send_messages(endpoint_id: str) -> None:
    """Send what is due for an endpoint."""
    pump(UUID(endpoint_id))


@app.periodic(cron="* * * * * */5")
@app.task(name="webhooks.look", queue="care", queueing_lock="webhooks-look")
def look_for_due(timestamp: int) -> None:
    """Wake the senders of endpoints where something is due: a retry, or what was left over."""
    for endpoint_id in endpoints_due(timezone.now()):
        with suppress(AlreadyEnqueued), transaction.atomic():
            send_messages.configure(queueing_lock=f"webhooks-{endpoint_id}").defer(
                endpoint_id=str(endpoint_id)
            )


@app.periodic(cron="43 3 * * *")
@app.task(name="webhooks.forget", queue="care", queueing_lock="webhooks-forget")
def forget_messages(timestamp: int) -> None:
    """Forget messages of more than a month ago."""
    forget_old(by=SYSTEM)
