"""Laying out a shell: what roles and the employee himself have said, as one arrangement."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from orbita.platform.ui.slots import Arrangement

SQL = """
    SELECT json_build_object(
        'own', (SELECT row_to_json(own) FROM workplaces_ownworkplace own WHERE own.user_id = %(user)s),
        'roles', (SELECT json_agg(place ORDER BY role.name, role.id) FROM workplaces_workplace place
                  JOIN mine ON mine.role_id = place.role_id
                  JOIN accounts_role role ON role.id = place.role_id)
    )
"""
"""Part of the statement that reads the actor."""
Layout = Mapping[str, Any]


def read(text: str | None) -> Arrangement | None:
    """The arrangement of an actor: his own one, else that of his roles together."""
    said = json.loads(text) if text else {}
    if said.get("own"):
        return arranged(said["own"])
    return united(said.get("roles") or ())


def arranged(layout: Layout) -> Arrangement:
    """One layout as an arrangement."""
    return Arrangement(
        start=layout["start"],
        menu=tuple(layout["menu"]),
        more=frozenset(layout["more"]),
        tiles=tuple(layout["tiles"]),
        tiles_off=frozenset(layout["tiles_off"]),
        pages=tuple(layout["reports"]),
    )


def united(layouts: Iterable[Layout]) -> Arrangement | None:
    """Several workplaces as one: everything that one of them shows, in their order.

    Something is under “More” or hidden only where each of them says so.
    """
    found = [arranged(layout) for layout in layouts]
    if not found:
        return None
    return Arrangement(
        start=next((one.start for one in found if one.start), ""),
        menu=_merged(one.menu for one in found),
        more=frozenset.intersection(*(one.more for one in found)),
        tiles=_merged(one.tiles for one in found),
        tiles_off=frozenset.intersection(*(one.tiles_off for one in found)),
        pages=_merged(one.pages for one in found),
    )


def _merged(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for keys in lists for key in keys))
