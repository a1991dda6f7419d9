"""What planning shows elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import poke
from orbita.platform.modules.slots import Module, modules
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, PaletteCommand, demo_chapters, palette_commands
from orbita.sales.planning.api import API
from orbita.sales.planning.demo import plan_demo_sales
from orbita.sales.planning.events import PlansSet
from orbita.sales.planning.slots import AnalysisPage, analysis_pages

modules.plug(
    Module(
        "planning",
        _("Plans of sales"),
        _("Plans by people and departments, and the gap to them"),
        "goal",
        needs=("deals",),
        order=130,
    )
)

_SEES_ALL = dict.fromkeys(("director", "analyst", "accountant"), "all")
permissions.plug(
    Permission(
        "planning.view",
        _("See sales plans"),
        {**_SEES_ALL, "head": "subtree", "seller": "own", "partner": "own"},
        kind="deal",
    ),
    Permission(
        "planning.edit",
        _("Set sales plans and norms"),
        {"director": "all", "head": "subtree"},
        kind="deal",
    ),
)
poke(PlansSet, lambda event: [("plan", event.by)] if event.by else [])
analysis_pages.plug(AnalysisPage("plan", _("Plan"), "planning:plans", "planning.view", 50))
palette_commands.plug(
    PaletteCommand(
        "plans",
        _("Sales plan"),
        "target",
        "planning:plans",
        permission="planning.view",
        words=_("quota target month year"),
        order=330,
    ),
    PaletteCommand(
        "norms",
        _("Norms of activity"),
        "list-checks",
        "planning:norms",
        permission="planning.edit",
        order=331,
    ),
)
demo_chapters.plug(DemoChapter(82, "planning", plan_demo_sales))
plug_api(*API)
