"""What programs do with webhooks."""

from django.utils.translation import pgettext_lazy

from orbita.api.webhooks import commands
from orbita.api.webhooks.models import Endpoint
from orbita.api.webhooks.signing import opened
from orbita.platform.acts.actor import Actor
from orbita.platform.resources.slots import ApiAct, ApiTable


def _with_secret(made: Endpoint, by: Actor) -> dict[str, str]:
    """The one answer that holds the secret: to whoever has just made it."""
    return {"id": str(made.pk), "secret": opened(made.secret)}


API = (
    ApiTable(
        "webhooks", pgettext_lazy("models", "Webhooks"),
        lambda actor: Endpoint.objects.filter(deleted_at=None), Endpoint,
        ("url", "description", "events", "owner_id", "is_active"), permission="webhooks.manage",
    ),
    ApiAct("webhooks/", commands.add_endpoint, permission="webhooks.manage", show=_with_secret),
    ApiAct("webhooks/{endpoint_id}/", commands.change_endpoint, "put", permission="webhooks.manage"),
    ApiAct("webhooks/{endpoint_id}/", commands.remove_endpoint, "delete", permission="webhooks.manage"),
    ApiAct("webhooks/{endpoint_id}/switch/", commands.switch_endpoint, "put", permission="webhooks.manage"),
    ApiAct(
        "webhooks/{endpoint_id}/secret/", commands.rotate_secret, permission="webhooks.manage",
        show=_with_secret,
    ),
    ApiAct("webhooks/{endpoint_id}/ping/", commands.send_ping, permission="webhooks.manage"),
    ApiAct("webhooks/{endpoint_id}/repeats/", commands.send_again, permission="webhooks.manage"),
    ApiAct("webhooks/{endpoint_id}/replay/", commands.replay_since, permission="webhooks.manage"),
)  # fmt: skip
