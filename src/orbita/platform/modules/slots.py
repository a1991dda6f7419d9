"""Modules: parts of Orbita that a company may switch off."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from orbita.kit.slots import Slot

Text = str | Promise


@dataclass(frozen=True)
class Module:
    """A part of Orbita under one name: the app that plugs it, and `apps` besides (by packages).

    `text` says in a sentence what people do with it; `needs` names the modules without which it makes
    no sense. What is not plugged here is always there. A module that is switched off shows nothing,
    answers nothing and does nothing by itself; its data stay, and so does what keeps them right.
    """

    key: str
    label: Text
    text: Text
    icon: str
    needs: Sequence[str] = ()
    apps: Sequence[str] = ()
    order: int = 500


modules: Slot[Module] = Slot(
    "modules", key=lambda plug: plug.key, order=lambda plug: (plug.order, plug.key)
)


def apps_of(module: Module) -> frozenset[str]:
    """The apps, by their packages, of which a module is made."""
    return frozenset((modules.owner(module.key), *module.apps)) - {""}


def module_of(name: str) -> Module | None:
    """The module that a Python module belongs to; None for what is always there."""
    for module in modules:
        if any(name == app or name.startswith(f"{app}.") for app in apps_of(module)):
            return module
    return None


def needed_by(key: str) -> list[Module]:
    """The modules that make no sense without this one, through any number of others."""
    found: list[Module] = []
    asked = [key]
    while asked:
        one = asked.pop()
        more = [module for module in modules if one in module.needs and module not in found]
        found += more
        asked += [module.key for module in more]
    return found


def needs_of(key: str) -> list[Module]:
    """The modules that this one needs, through any number of others."""
    found: list[Module] = []
    asked = [*modules[key].needs]
    while asked:
        module = modules.get(asked.pop())
        if module is not None and module not in found:
            found.append(module)
            asked += module.needs
    return found
