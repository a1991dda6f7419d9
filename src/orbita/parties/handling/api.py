"""What programs do with personal rules."""

from orbita.parties.handling.commands import set_handling
from orbita.parties.handling.models import Handling
from orbita.platform.resources.slots import ApiAct, columns

RULES = columns(
    Handling, "greeting", "address", "language", "time_zone", "days", "channel", "do", "dont",
    "payment", "delivery", "main_person", "no_calls", "no_letters", "no_messages", "reason",
)  # fmt: skip

API = (
    ApiAct(
        "parties/{party_id}/handling/", set_handling, "put", spread="rules",
        body=RULES | {"hours": str}, permission="parties.edit",
    ),
)  # fmt: skip
