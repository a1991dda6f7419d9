"""Health and metrics for whoever watches over this installation."""

import hmac
import ipaddress
import os

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST

from orbita.platform.access.gates import public
from orbita.platform.health import queries
from orbita.platform.health.metrics import exposition


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when database, schema and worker are in order, otherwise 503 with what is not."""
    found = queries.health()
    said = {
        "ok": found.is_good,
        "database": found.database,
        "schema": found.schema,
        "worker": found.worker,
    }
    response = JsonResponse(said, status=200 if found.is_good else 503)
    response.headers["Cache-Control"] = "no-store"
    # Whoever asks knows; the log would fill with it while the worker starts.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text: from this machine, or with the token of ORBITA_METRICS_TOKEN."""
    if not (_has_token(request) or _is_local(request)):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    token = os.environ.get("ORBITA_METRICS_TOKEN", "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def _is_local(request: HttpRequest) -> bool:
    """From loopback and not through a proxy of this machine, behind which everybody is local."""
    if {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & set(request.headers):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
