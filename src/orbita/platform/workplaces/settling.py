"""Workplaces as data: presets become rows once, administrators change them afterwards."""

from orbita.platform.accounts.models import Role
from orbita.platform.workplaces.models import Workplace
from orbita.platform.workplaces.presets import PRESETS


def settle_workplaces() -> None:
    """Make the workplaces of preset roles that have none. Two statements."""
    missing = Role.objects.filter(key__in=PRESETS, workplace=None)
    Workplace.objects.bulk_create(
        [Workplace(role=role, **PRESETS[role.key].values()) for role in missing],
        ignore_conflicts=True,
    )
