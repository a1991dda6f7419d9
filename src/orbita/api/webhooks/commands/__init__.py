"""What is done with endpoints and messages."""

from orbita.api.webhooks.commands.endpoints import (
    add_endpoint,
    change_endpoint,
    remove_endpoint,
    rotate_secret,
    switch_endpoint,
    switch_off_dead,
)
from orbita.api.webhooks.commands.messages import forget_old, replay_since, send_again, send_ping

__all__ = [
    "add_endpoint",
    "change_endpoint",
    "forget_old",
    "remove_endpoint",
    "replay_since",
    "rotate_secret",
    "send_again",
    "send_ping",
    "switch_endpoint",
    "switch_off_dead",
]
