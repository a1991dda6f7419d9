"""Questions about how deals go: the funnel, the activity, the refusals, the forecast."""

from orbita.sales.funnels.queries.activity import activity
from orbita.sales.funnels.queries.forecast import forecast
from orbita.sales.funnels.queries.funnel import funnel
from orbita.sales.funnels.queries.refusals import refusals

__all__ = ["activity", "forecast", "funnel", "refusals"]
