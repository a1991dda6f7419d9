"""What territories show elsewhere, and what follows when clients change."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import personal_data
from orbita.parties.directory.events import PartiesChanged, PartyAdded
from orbita.parties.territories.api import API
from orbita.parties.territories.demo import divide_demo_country
from orbita.parties.territories.events import (
    PartiesMoved,
    RecutCancelled,
    RecutPlanned,
    TerritoryChanged,
)
from orbita.parties.territories.following import place_changed, place_imported, place_new
from orbita.parties.territories.lists import BULK, COLUMNS
from orbita.parties.territories.merging import JOINED_TERRITORIES
from orbita.parties.territories.models import PartyTerritory, PastTerritory
from orbita.parties.territories.panels import standing
from orbita.parties.territories.personal import TERRITORIES as PERSONAL
from orbita.parties.territories.reach import by_territory
from orbita.platform.access.slots import AccessScope, Permission, permissions, scopes
from orbita.platform.acts.events import poke, within
from orbita.platform.imports.events import RecordsImported
from orbita.platform.lists.slots import MoreColumns, more_columns
from orbita.platform.merging.slots import join_rules
from orbita.platform.modules.slots import Module, modules
from orbita.platform.records.slots import RecordPanel, RecordPart, panels, parts
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, SettingsItem, demo_chapters, settings_items

modules.plug(
    Module(
        "territories",
        _("Territories"),
        _("Places where we sell, and who answers for them"),
        "map",
        order=320,
    )
)

MANAGERS = dict.fromkeys(("director", "head", "admin"), "all")
VIEWERS = dict.fromkeys(("seller", "marketer", "analyst", "dispatcher", "supervisor"), "all")

permissions.plug(
    Permission("territories.view", _("See territories"), MANAGERS | VIEWERS),
    Permission("territories.manage", _("Change territories and re-cut them"), MANAGERS),
)
scopes.plug(AccessScope("territory", _("the territory’s with those below"), 45, by_territory))
parts.plug(
    RecordPart("party", PartyTerritory, "party"), RecordPart("party", PastTerritory, "party")
)
within(PartyAdded, place_new)
within(PartiesChanged, place_changed)
within(RecordsImported, place_imported)
poke(TerritoryChanged, lambda event: [("territory", event.territory_id)])
poke(PartiesMoved, lambda event: [("party", party_id) for party_id in event.party_ids])
poke(RecutPlanned, lambda event: [("recut", event.recut_id)])
poke(RecutCancelled, lambda event: [("recut", event.recut_id)])
more_columns.plug(MoreColumns("territories", "party", COLUMNS, bulk=BULK))
panels.plug(
    RecordPanel(
        "territory",
        ("party",),
        _("Territory"),
        "territories/panel.html",
        standing,
        place="left",
        order=32,
        permission="territories.view",
    )
)
settings_items.plug(
    SettingsItem(
        "territories",
        _("Territories"),
        _("Where we sell: the tree, the rules by address, re-cuts with history"),
        "map",
        "territories:territories",
        permission="territories.view",
        order=305,
    )
)
demo_chapters.plug(DemoChapter(55, "territories", divide_demo_country))
personal_data.plug(*PERSONAL)
join_rules.plug(JOINED_TERRITORIES)
plug_api(*API)
