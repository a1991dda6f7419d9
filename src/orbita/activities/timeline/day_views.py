"""What the timeline shows on the start page."""

from django.http import HttpRequest, HttpResponse

from orbita.activities.timeline.queries import day_steps
from orbita.platform.access.gates import gate
from orbita.platform.ui.reply import Reply


@gate("interactions.view", methods="GET")
def my_day(request: HttpRequest) -> HttpResponse:
    """The steps that are due today or late."""
    steps = day_steps(request.actor)  # type: ignore[attr-defined]
    return Reply(request).page("timeline/day.html", {"steps": steps})
