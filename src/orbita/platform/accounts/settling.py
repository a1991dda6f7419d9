"""Rights as data: presets become rows once, administrators change them afterwards."""

from orbita.platform.access.slots import permissions
from orbita.platform.accounts.models import Grant, Role
from orbita.platform.accounts.presets import ROLES, presets_of


def settle_presets() -> None:
    """Make the preset roles and grant them what is new; what was changed by hand stays.

    Three statements. «none» is never overwritten, so a permission taken away stays away.
    """
    Role.objects.bulk_create(
        [Role(key=key, name=str(name)) for key, name in ROLES.items()], ignore_conflicts=True
    )
    roles = dict(Role.objects.filter(key__in=ROLES).values_list("key", "pk"))
    Grant.objects.bulk_create(
        [
            Grant(role_id=roles[role], permission=permission.key, scope=scope)
            for permission in permissions
            for role, scope in presets_of(permission.presets).items()
        ],
        ignore_conflicts=True,
    )
