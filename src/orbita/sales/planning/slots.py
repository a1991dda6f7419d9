"""Pages that stand together as the analysis of sales: tabs beside each other."""

from dataclasses import dataclass

from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor
from orbita.platform.ui.components import Place
from orbita.platform.ui.shell import address


@dataclass(frozen=True)
class AnalysisPage:
    """A page of the analysis of sales."""

    key: str
    label: str | Promise
    url_name: str
    permission: str
    order: int


analysis_pages: Slot[AnalysisPage] = Slot(
    "analysis pages", key=lambda page: page.key, order=lambda page: page.order, switchable=True
)


def analysis_tabs(actor: Actor, current: str) -> list[Place]:
    """The pages that the actor may open, as tabs."""
    return [
        Place(str(page.label), address(page.url_name), page.key == current)
        for page in analysis_pages
        if actor.may(page.permission)
    ]
