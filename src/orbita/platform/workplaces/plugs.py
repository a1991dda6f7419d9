"""What workplaces change about the shell."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Carried, carried
from orbita.platform.acts.actor import Actor
from orbita.platform.migrating import AfterMigrate, steps
from orbita.platform.resources.slots import plug_api
from orbita.platform.signin.slots import Landing, landings
from orbita.platform.ui.arranging import arrangement_of
from orbita.platform.ui.shell import address
from orbita.platform.ui.slots import (
    Arranger,
    Favourite,
    FavouriteSource,
    SettingsItem,
    arrangers,
    favourite_sources,
    menu,
    palette_commands,
    settings_items,
)
from orbita.platform.workplaces import laying
from orbita.platform.workplaces.api import API
from orbita.platform.workplaces.settling import settle_workplaces


def _start(actor: Actor) -> str:
    """The page after sign-in, where the actor may open it."""
    item = menu.get(arrangement_of(actor).start)
    return address(item.url_name) if item and actor.may(item.permission or None) else ""


def _pages(request: HttpRequest) -> Iterator[Favourite]:
    """The favourite pages of the workplace."""
    actor = request.actor  # type: ignore[attr-defined]
    for key in arrangement_of(actor).pages:
        item = palette_commands.get(key)
        if item and actor.may(item.permission or None) and (url := address(item.url_name)):
            yield Favourite(str(item.label), url, "blue")


carried.plug(Carried("workplace", laying.SQL, laying.read))
arrangers.plug(Arranger("workplace", lambda actor: actor.carried.get("workplace")))
landings.plug(Landing("workplace", _start))
favourite_sources.plug(FavouriteSource("workplace", _pages, order=900))
steps.plug(AfterMigrate("workplaces", settle_workplaces, order=12))
settings_items.plug(
    SettingsItem(
        "own-workplace",
        _("My workplace"),
        _("Start page, menu, tiles, favourite pages"),
        "panel-left",
        "workplaces:own",
        "",
        6,
    ),
    SettingsItem(
        "workplaces",
        _("Workplaces"),
        _("What each role finds first: menu, home page, favourite pages"),
        "layout-dashboard",
        "workplaces:roles",
        "access.manage",
        55,
    ),
)
plug_api(*API)
