"""Words for what the queries give as keys."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from orbita.sales.funnels.queries.activity import WON
from orbita.sales.funnels.queries.forecast import LATER, OVERDUE, PUT_OFF, UNDATED
from orbita.sales.funnels.queries.refusals import Column
from orbita.sales.planning.models import Step

PERIODS = {
    "this_month": gettext_lazy("this month"),
    "last_month": gettext_lazy("last month"),
    "this_quarter": gettext_lazy("this quarter"),
    "last_quarter": gettext_lazy("last quarter"),
    "this_year": gettext_lazy("this year"),
    "last_year": gettext_lazy("last year"),
    "all": gettext_lazy("all time"),
    "custom": gettext_lazy("from … to …"),
}
COMPARISONS = {
    "none": gettext_lazy("with nothing"),
    "previous": gettext_lazy("the period before"),
    "year_ago": gettext_lazy("a year ago"),
    "custom": gettext_lazy("from … to …"),
}
ACROSS = {
    "class": gettext_lazy("Class of clients"),
    "stage": gettext_lazy("Lost from stage"),
    "product": gettext_lazy("Product"),
    "owner": gettext_lazy("Owner"),
    "competitor": gettext_lazy("Competitor"),
    "month": gettext_lazy("Month"),
    "quarter": gettext_lazy("Quarter"),
}
ASIDE = {
    OVERDUE: gettext_lazy("Expected day has passed"),
    UNDATED: gettext_lazy("Without an expected day"),
    LATER: gettext_lazy("After this year"),
    PUT_OFF: pgettext_lazy("deals", "Put off"),
}


def step_label(step: str) -> str:
    """What a step of activity is called."""
    return _("Deals won") if step == WON else str(Step(step).label)


def line_name(kind: str, name: str) -> str:
    """What a line of the refusals is called."""
    return {"unknown": _("Reason not given"), "whole": _("Together")}.get(kind, name)


def column_label(across: str, column: Column) -> str:
    """What a column of the refusals is called."""
    if column.is_rest:
        return _("The rest")
    if column.is_unknown:
        return _("Not known")
    if across == "month":
        return date_format(column.key, "M Y")
    if across == "quarter":
        quarter = (column.key.month + 2) // 3
        return _("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": column.key.year}
    return column.label


def group_name(name: str) -> str:
    """A department's name, also where there is none."""
    return name or _("Without a department")
