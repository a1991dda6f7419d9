"""What is done on the day screen besides the acts of other apps."""

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.sales.today.models import GuideClosed


@command
def put_guide_away(*, by: Actor) -> None:
    """The guide of the first hour is not shown to him any more."""
    assert by.id is not None
    GuideClosed.objects.get_or_create(user_id=by.id)


@command
def show_guide_again(*, by: Actor) -> None:
    """The guide comes back."""
    GuideClosed.objects.filter(user=by.id).delete()
