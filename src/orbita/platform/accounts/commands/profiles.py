"""What everybody changes about himself."""

from orbita.platform.accounts.events import EmployeeChanged
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command


@command
def change_profile(
    *,
    first_name: str,
    last_name: str,
    middle_name: str,
    phone: str,
    language: str,
    time_zone: str,
    single_keys: bool,
    by: Actor,
) -> User:
    """Change one's own names, phone, language, time zone and keyboard habits."""
    if by.id is None:
        raise NotFound
    user = User.objects.select_for_update().get(pk=by.id)
    user.first_name, user.last_name, user.middle_name = first_name, last_name, middle_name
    user.phone, user.language, user.time_zone = phone, language, time_zone
    user.details = {**user.details, "single_keys": single_keys}
    user.save(
        update_fields=[
            "first_name",
            "last_name",
            "middle_name",
            "phone",
            "language",
            "time_zone",
            "details",
        ]
    )
    announce(EmployeeChanged(user_id=user.pk))
    return user
