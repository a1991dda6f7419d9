"""What the analysis of sales shows elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.derived.slots import derived
from orbita.platform.lists.slots import MoreColumns, more_columns
from orbita.platform.modules.slots import Module, modules
from orbita.platform.ui.slots import MenuItem, PaletteCommand, menu, palette_commands
from orbita.sales.funnels.asking import VIEW
from orbita.sales.funnels.lists import DEAL_COLUMNS
from orbita.sales.funnels.ways import WAYS
from orbita.sales.planning.slots import AnalysisPage, analysis_pages

modules.plug(
    Module(
        "funnels",
        _("Analysis of sales"),
        _("Funnels, speed, reasons, dynamics of deals"),
        "funnel",
        needs=(
            "deals",
            "planning",
        ),
        order=140,
    )
)

permissions.plug(
    Permission(
        VIEW,
        _("See the analysis of sales"),
        {"director": "all", "analyst": "all", "head": "subtree", "seller": "own"},
        kind="deal",
    )
)
derived.plug(WAYS)
more_columns.plug(MoreColumns("ways of deals", "deal", DEAL_COLUMNS))
analysis_pages.plug(
    AnalysisPage("funnel", _("Funnel"), "funnels:funnel", VIEW, 10),
    AnalysisPage("activity", _("Activity"), "funnels:activity", VIEW, 20),
    AnalysisPage("refusals", _("Refusals"), "funnels:refusals", VIEW, 30),
    AnalysisPage("forecast", _("Forecast"), "funnels:forecast", VIEW, 40),
)
menu.plug(
    MenuItem(
        "sales-analysis",
        _("Sales analysis"),
        "chart-no-axes-column",
        "funnels:funnel",
        permission=VIEW,
        order=340,
        sections=("funnels", "planning"),
        phone=False,
    )
)
palette_commands.plug(
    PaletteCommand(
        "activity",
        _("Funnel of activity"),
        "activity",
        "funnels:activity",
        permission=VIEW,
        words=_("calls talks meetings offers norms"),
        order=341,
    ),
    PaletteCommand(
        "refusals",
        _("Reasons of refusals"),
        "thumbs-down",
        "funnels:refusals",
        permission=VIEW,
        words=_("lost deals why competitor"),
        order=342,
    ),
    PaletteCommand(
        "forecast",
        _("Sales forecast"),
        "trending-up",
        "funnels:forecast",
        permission=VIEW,
        words=_("expected plan gap"),
        order=343,
    ),
)
