"""Everything that rates show elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import poke
from orbita.platform.modules.slots import Module, modules
from orbita.platform.records.slots import RecordPanel, RecordPart, panels, parts
from orbita.platform.ui.slots import MenuItem, menu
from orbita_rates.events import RateAgreed
from orbita_rates.models import ClientRate
from orbita_rates.panels import of_client

modules.plug(
    Module("rates", _("Rates of clients"), _("In which currency a client pays"), "coins", order=900)
)
permissions.plug(
    Permission(
        "rates.view",
        _("See the rates of clients"),
        dict.fromkeys(("director", "head", "seller", "accountant", "admin"), "all"),
    )
)
parts.plug(RecordPart("party", ClientRate, "party"))
panels.plug(
    RecordPanel(
        "rate",
        ("party",),
        _("Currency of the client"),
        "orbita_rates/panel.html",
        of_client,
        place="left",
        order=60,
        permission="rates.view",
    )
)
menu.plug(MenuItem("rates", _("Rates of clients"), "coins", "rates:page", "rates.view", order=900))
poke(RateAgreed, lambda event: [("party", event.party_id)])
