"""Workplaces as their editor shows them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from orbita.platform.accounts.models import Grant, Role
from orbita.platform.accounts.queries import role as role_of
from orbita.platform.acts.actor import Actor
from orbita.platform.ui.arranging import arrangement_of, in_order
from orbita.platform.ui.shell import address
from orbita.platform.ui.slots import Arrangement, home_tiles, menu, palette_commands
from orbita.platform.workplaces.laying import arranged
from orbita.platform.workplaces.models import OwnWorkplace, Workplace

May = Callable[[str], bool]


@dataclass(frozen=True)
class Choice:
    """Something that can be laid out; `is_on`: it stands in the menu, on the home page, below the
    favourites."""

    key: str
    label: str
    icon: str
    is_on: bool


@dataclass(frozen=True)
class Editing:
    """What the editor of a workplace shows."""

    start: str
    menu: list[Choice]
    tiles: list[Choice]
    reports: list[Choice]

    @property
    def shown(self) -> list[Choice]:
        """The menu as it will be."""
        return [one for one in self.menu if one.is_on]

    @property
    def more(self) -> list[Choice]:
        """What will stand under “More”."""
        return [one for one in self.menu if not one.is_on]

    @property
    def home(self) -> list[Choice]:
        """The tiles of the home page as they will be."""
        return [one for one in self.tiles if one.is_on]

    @property
    def pages(self) -> list[Choice]:
        """The favourite pages as they will be."""
        return [one for one in self.reports if one.is_on]


def of_role(role_id: UUID) -> tuple[Role, Arrangement]:
    """A role and its workplace, or NotFound. Two statements."""
    role = role_of(role_id)
    found = Workplace.objects.filter(role=role).values().first()
    return role, arranged(found) if found else Arrangement()


def rights_of(role_id: UUID) -> May:
    """What the people of a role may. One statement."""
    rows = Grant.objects.filter(role=role_id).exclude(scope="none")
    granted = frozenset(rows.values_list("permission", flat=True))
    return lambda permission: not permission or permission in granted


def has_own(actor: Actor) -> bool:
    """Whether the actor has laid out his own workplace. One statement."""
    return OwnWorkplace.objects.filter(user=actor.id).exists()


def of_actor(actor: Actor) -> Arrangement:
    """The workplace that the actor has now. No statement."""
    return arrangement_of(actor)


def editing(arrangement: Arrangement, may: May) -> Editing:
    """What somebody with these rights can lay out, as it stands. No statement."""
    return Editing(
        start=arrangement.start,
        menu=_choices(menu, arrangement.menu, may, lambda key: key not in arrangement.more),
        tiles=_choices(
            home_tiles, arrangement.tiles, may, lambda key: key not in arrangement.tiles_off
        ),
        reports=_choices(
            [one for one in palette_commands if not one.drawer],
            arrangement.pages,
            may,
            lambda key: key in arrangement.pages,
        ),
    )


def _choices(
    plugs: Iterable[Any], keys: Sequence[str], may: May, is_on: Callable[[str], bool]
) -> list[Choice]:
    return [
        Choice(
            one.key,
            str(getattr(one, "title", "") or one.label),
            getattr(one, "icon", "layout-grid"),
            is_on(one.key),
        )
        for one in in_order(plugs, keys)
        if may(one.permission) and address(one.url_name)
    ]
