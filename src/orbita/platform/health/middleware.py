"""Counts requests and their time. Stands first, so that it sees the whole of each."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from orbita.platform.health.metrics import REQUESTS, SECONDS


class MetricsMiddleware:
    """One count and one observation a request, by the name of the view (never by its address)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = (match.view_name or "unnamed") if match else "none"
        REQUESTS.labels(view, request.method, response.status_code).inc()
        SECONDS.labels(view).observe(time.perf_counter() - began)
        return response
