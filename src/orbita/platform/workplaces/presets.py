"""The workplaces that come with the product: by role, what stands first and what is put away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    """A workplace by keys; keys of modules that are not there do no harm."""

    menu: Sequence[str]
    more: Sequence[str] = ()
    tiles: Sequence[str] = ()
    tiles_off: Sequence[str] = ()
    reports: Sequence[str] = ()
    start: str = ""

    def values(self) -> dict[str, object]:
        """As columns of a workplace."""
        return {
            "start": self.start,
            "menu": list(self.menu),
            "more": list(self.more),
            "tiles": list(self.tiles),
            "tiles_off": list(self.tiles_off),
            "reports": list(self.reports),
        }


_FIGURES = ("forecast", "activity", "refusals", "plans")
_SELLING = ("home", "leads", "deals", "parties", "interactions", "call-lists")

PRESETS: Mapping[str, Preset] = {
    "director": Preset(
        ("home", "sales-analysis", "deals", "parties", "leads", "interactions", "documents"),
        more=("call-lists", "needs", "duplicates"),
        tiles=("standing-in", "gap", "changes", "hot", "deals-without-step", "steps"),
        tiles_off=("guide", "promising"),
        reports=_FIGURES,
    ),
    "commercial": Preset(
        ("home", "sales-analysis", "deals", "leads", "parties", "segments", "interactions"),
        more=("call-lists", "duplicates"),
        tiles=(
            "standing-in",
            "gap",
            "deals-without-step",
            "unsorted-leads",
            "changes",
            "hot",
            "steps",
        ),
        tiles_off=("guide", "promising"),
        reports=_FIGURES,
    ),
    "head": Preset(
        (*_SELLING, "sales-analysis", "needs", "segments", "documents"),
        more=("duplicates",),
        tiles_off=("guide",),
        reports=("forecast", "activity", "plans"),
    ),
    "seller": Preset(
        (*_SELLING, "documents", "sales-analysis"),
        more=("segments", "needs", "duplicates"),
        reports=("forecast",),
    ),
    "marketer": Preset(
        ("home", "segments", "leads", "parties", "needs", "call-lists", "sales-analysis"),
        more=("deals", "duplicates", "documents"),
        tiles=("standing-in", "unsorted-leads", "hot", "changes", "steps"),
        tiles_off=("gap", "promising", "guide", "deals-without-step"),
        reports=("all-leads", "refusals"),
    ),
    "agent": Preset(
        ("home", "leads", "interactions", "parties", "call-lists"),
        more=("documents", "segments", "needs", "duplicates"),
        tiles=("standing-in", "unsorted-leads", "steps", "hot"),
        tiles_off=("changes", "gap"),
    ),
    "supervisor": Preset(
        ("home", "leads", "interactions", "parties"),
        more=("documents", "segments", "needs"),
        tiles=("standing-in", "unsorted-leads", "hot", "changes", "steps"),
        reports=("all-leads", "times"),
    ),
    "engineer": Preset(
        ("home", "interactions", "parties", "documents"),
        tiles=("standing-in", "steps", "changes"),
        tiles_off=("hot", "promising", "gap"),
    ),
    "dispatcher": Preset(
        ("home", "interactions", "parties", "documents"),
        tiles=("standing-in", "steps", "hot", "changes"),
    ),
    "partner": Preset(
        ("home", "parties", "deals", "leads", "interactions", "documents"),
        more=("segments", "needs", "sales-analysis", "call-lists", "duplicates"),
        tiles=("standing-in", "steps", "gap", "deals-without-step", "changes"),
        tiles_off=("guide", "promising"),
    ),
    "secretary": Preset(
        ("home", "interactions", "leads", "parties", "documents", "call-lists"),
        more=("segments", "needs", "duplicates"),
        tiles=("standing-in", "steps", "unsorted-leads", "changes"),
        tiles_off=("promising", "gap", "guide", "hot"),
        reports=("notices",),
    ),
    "accountant": Preset(
        ("home", "documents", "deals", "parties"),
        more=("interactions", "sales-analysis"),
        tiles=("standing-in", "steps", "changes"),
        tiles_off=("guide", "gap", "promising", "hot", "deals-without-step"),
        start="documents",
    ),
    "storekeeper": Preset(
        ("home", "documents", "parties"),
        more=("interactions",),
        tiles=(
            "standing-in",
            "steps",
        ),
        tiles_off=("changes", "hot"),
    ),
    "analyst": Preset(
        ("sales-analysis", "home", "deals", "parties", "leads", "segments"),
        more=("interactions", "needs", "documents"),
        tiles=("standing-in", "changes", "gap"),
        tiles_off=("guide", "promising", "hot"),
        reports=("forecast", "activity", "refusals"),
        start="sales-analysis",
    ),
    "admin": Preset(
        ("home", "parties", "deals", "leads", "interactions", "documents"),
        more=("segments", "needs", "call-lists", "duplicates"),
        tiles=("standing-in", "steps", "changes"),
        reports=("employees", "journal", "settings"),
    ),
}
