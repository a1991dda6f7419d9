"""What is done with kept calls."""

from datetime import datetime

from orbita.api.v1.models import KeptCall
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command


@command
def forget_calls(*, before: datetime, by: Actor) -> int:
    """Drop what came of calls before this time: nobody repeats them any more. One statement."""
    count, _models = KeptCall.objects.filter(at__lt=before).delete()
    return count
