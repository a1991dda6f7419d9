"""Acts on workplaces."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from orbita.kit.slots import Slot
from orbita.platform.access.queries import require
from orbita.platform.accounts.administrators import ADMINISTRATION
from orbita.platform.accounts.models import Role
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command
from orbita.platform.ui.slots import home_tiles, menu, palette_commands
from orbita.platform.workplaces.errors import NothingOfThisName
from orbita.platform.workplaces.models import LISTS, OwnWorkplace, Workplace
from orbita.platform.workplaces.presets import PRESETS

Layout = Mapping[str, Any]


@command
def lay_out_role(role_id: UUID, layout: Layout, *, by: Actor) -> Workplace:
    """Lay out the workplace of everybody who has a role. Refuses keys that nothing has."""
    require(by, ADMINISTRATION)
    if not Role.objects.filter(pk=role_id).exists():
        raise NotFound
    rows = Workplace.objects.select_for_update()
    place = rows.filter(role=role_id).first() or Workplace(role_id=role_id)
    _save(place, layout)
    return place


@command
def lay_out_as_shipped(role_id: UUID, *, by: Actor) -> None:
    """Give a role the workplace that it came with; a role of one's own has none then."""
    require(by, ADMINISTRATION)
    role = Role.objects.filter(pk=role_id).first()
    if role is None:
        raise NotFound
    if role.key in PRESETS:
        rows = Workplace.objects.select_for_update()
        _save(rows.filter(role=role_id).first() or Workplace(role=role), PRESETS[role.key].values())
    else:
        Workplace.objects.filter(role=role).delete()


@command
def lay_out_own(layout: Layout, *, by: Actor) -> OwnWorkplace:
    """Lay out one's own workplace, in place of that of one's roles."""
    assert by.id is not None
    rows = OwnWorkplace.objects.select_for_update()
    place = rows.filter(user=by.id).first() or OwnWorkplace(user_id=by.id)
    _save(place, layout)
    return place


@command
def lay_out_as_role(*, by: Actor) -> None:
    """Have the workplace of one's roles again."""
    OwnWorkplace.objects.filter(user=by.id).delete()


def _save(place: Workplace | OwnWorkplace, layout: Layout) -> None:
    known: dict[str, Slot[Any]] = {
        "menu": menu,
        "more": menu,
        "tiles": home_tiles,
        "tiles_off": home_tiles,
        "reports": palette_commands,
    }
    is_shipped = any(layout == preset.values() for preset in PRESETS.values())
    for name in LISTS:
        for key in () if is_shipped else layout[name]:
            if key not in known[name]:
                raise NothingOfThisName(key=key)
        setattr(place, name, list(layout[name]))
    place.start = layout["start"]
    place.save()
