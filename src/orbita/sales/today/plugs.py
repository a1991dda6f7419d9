"""What the seller's day shows: tiles of the start page, a page of times."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import HomeTile, PaletteCommand, home_tiles, palette_commands
from orbita.sales.today.api import API
from orbita.sales.today.queries.guide import guide

home_tiles.plug(
    HomeTile(
        "guide",
        _("First hour"),
        "today:guide",
        permission="deals.create",
        order=10,
        wide=True,
        when=lambda actor: guide(actor) is not None,
    ),
    HomeTile("gap", _("My month"), "today:gap", permission="deals.view", order=90),
    HomeTile(
        "promising",
        _("Whom to work on today"),
        "today:promising",
        permission="deals.view",
        order=110,
    ),
    HomeTile("hot", _("Hot clients"), "today:hot", permission="interactions.view", order=120),
    HomeTile(
        "changes",
        _("Changes since yesterday"),
        "today:changes",
        permission="interactions.view",
        order=130,
    ),
)
palette_commands.plug(
    PaletteCommand(
        "times",
        _("Time with clients"),
        "timer",
        "today:times",
        permission="interactions.view",
        words=_("selling time share sellers"),
        order=700,
    ),
    PaletteCommand(
        "guide",
        _("First hour"),
        "graduation-cap",
        "today:guide",
        permission="deals.create",
        words=_("guide help newcomer"),
        order=710,
    ),
)
plug_api(*API)
