"""What the company shows elsewhere, and the kinds of business that come with Orbita."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.company.api import API
from orbita.platform.company.demo import found_demo_company
from orbita.platform.company.slots import TradePreset, trades
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, SettingsItem, demo_chapters, settings_items

permissions.plug(Permission("company.manage", _("Change the company’s data"), {"admin": "all"}))
trades.plug(
    TradePreset(
        "trade", _("Trade"), _("We buy and sell goods: offers, orders, shipments"), "store", 10
    ),
    TradePreset(
        "service",
        _("Services"),
        _("We sell work and time: projects, visits, subscriptions"),
        "handshake",
        20,
    ),
    TradePreset(
        "production",
        _("Production"),
        _("We make to order: long deals, drawings, warranty service"),
        "factory",
        30,
    ),
)
settings_items.plug(
    SettingsItem(
        "company",
        _("Company"),
        _("Name, language, own legal entities"),
        "building-2",
        "company:company",
        "company.manage",
        10,
    )
)
demo_chapters.plug(DemoChapter(10, "company", found_demo_company))
plug_api(*API)
