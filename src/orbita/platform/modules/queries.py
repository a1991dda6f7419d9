"""Questions about modules: which are switched off, and what that takes away."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from orbita.kit.slots import now_absent
from orbita.platform.access.slots import permissions
from orbita.platform.acts.actor import Actor
from orbita.platform.modules.models import SwitchedOff
from orbita.platform.modules.slots import Module, apps_of, modules, needed_by

CARRIED = "modules"
SQL = "SELECT string_agg(module, ' ') FROM modules_switchedoff"


@dataclass(frozen=True)
class Row:
    """A module as the settings show it."""

    module: Module
    off_since: datetime | None
    needs: list[Module]
    takes_along: list[Module]
    """What goes off with it: modules that need it and are on."""


def absent_apps(keys: Iterable[str]) -> frozenset[str]:
    """The apps that are absent when these modules are switched off. No statement."""
    gone = [module for key in keys if (module := modules.get(key))]
    below = [one for module in gone for one in needed_by(module.key)]
    return frozenset(app for module in (*gone, *below) for app in apps_of(module))


def read_absent(text: str | None) -> frozenset[str]:
    """What the actor's statement has read, as apps. No statement."""
    return absent_apps(text.split()) if text else frozenset()


def without_absent(actor: Actor) -> Actor:
    """The actor without the rights of absent modules; from here on their plugs are passed over."""
    gone: frozenset[str] = actor.carried[CARRIED]
    now_absent(gone)
    if not gone:
        return actor
    kept = {key: scope for key, scope in actor.grants.items() if permissions.owner(key) not in gone}
    shared = frozenset(key for key in actor.shared if permissions.owner(key) not in gone)
    return replace(actor, grants=MappingProxyType(kept), shared=shared)


def switched_off() -> dict[str, datetime]:
    """The modules that are switched off, since when. One statement."""
    return dict(SwitchedOff.objects.values_list("module", "since"))


def rows() -> list[Row]:
    """Every module in order. One statement."""
    off = switched_off()
    return [
        Row(
            module,
            off.get(module.key),
            [found for key in module.needs if (found := modules.get(key))],
            [one for one in needed_by(module.key) if one.key not in off],
        )
        for module in modules
    ]
