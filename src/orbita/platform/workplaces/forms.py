"""Reading the editor of a workplace: lists in their order, with what is ticked."""

from typing import Any

from django.http import QueryDict

from orbita.platform.ui.slots import Arrangement


def read(sent: QueryDict) -> dict[str, Any]:
    """The layout that was sent. Every list sends all its keys in order, and the ticked ones."""
    menu, tiles = sent.getlist("menu_key"), sent.getlist("tile_key")
    shown, home = set(sent.getlist("menu")), set(sent.getlist("tile"))
    ticked = set(sent.getlist("report"))
    return {
        "start": sent.get("start", ""),
        "menu": menu,
        "more": [key for key in menu if key not in shown],
        "tiles": tiles,
        "tiles_off": [key for key in tiles if key not in home],
        "reports": [key for key in sent.getlist("report_key") if key in ticked],
    }


def kept(layout: dict[str, Any], before: Arrangement, offered: set[str]) -> dict[str, Any]:
    """What the editor did not show, for want of rights or modules, stays as it was."""
    for name, old in (("more", before.more), ("tiles_off", before.tiles_off)):
        layout[name] += sorted(old - offered - set(layout[name]))
    for name, order in (("menu", before.menu), ("tiles", before.tiles), ("reports", before.pages)):
        layout[name] += [key for key in order if key not in offered and key not in layout[name]]
    return layout
