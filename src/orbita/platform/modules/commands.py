"""Switching modules on and off."""

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.modules.events import ModulesSwitched
from orbita.platform.modules.models import SwitchedOff
from orbita.platform.modules.slots import Module, modules, needed_by, needs_of

MANAGE = "modules.manage"


@command
def switch_off_module(key: str, *, by: Actor) -> list[str]:
    """Switch a module off, with all that need it; gives the keys of those that were on. Their data
    stay as they are."""
    module = _found(key, by)
    wanted = [module.key, *(one.key for one in needed_by(key))]
    off = set(SwitchedOff.objects.select_for_update().values_list("module", flat=True))
    changed = [one for one in wanted if one not in off]
    SwitchedOff.objects.bulk_create([SwitchedOff(module=one) for one in changed])
    return _told(changed, is_on=False)


@command
def switch_on_module(key: str, *, by: Actor) -> list[str]:
    """Switch a module on, with all that it needs; gives the keys of those that were off."""
    module = _found(key, by)
    wanted = [module.key, *(one.key for one in needs_of(key))]
    rows = SwitchedOff.objects.select_for_update().filter(module__in=wanted)
    changed = [one for one in wanted if one in {row.module for row in rows}]
    rows.delete()
    return _told(changed, is_on=True)


def _found(key: str, by: Actor) -> Module:
    require(by, MANAGE)
    module = modules.get(key)
    if module is None:
        raise NotFound
    return module


def _told(changed: list[str], *, is_on: bool) -> list[str]:
    if changed:
        announce(ModulesSwitched(keys=tuple(changed), is_on=is_on))
    return changed
