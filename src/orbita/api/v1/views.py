"""The door of the API: who calls, what for, and what went wrong."""

import json
import logging
import zoneinfo
from typing import Any

from django.core.exceptions import (
    ObjectDoesNotExist,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError as BodyFault

from orbita.api.keys.commands import note_use
from orbita.api.keys.models import ApiKey
from orbita.api.keys.queries import actor_with, key_of, may_write
from orbita.api.v1 import routes
from orbita.api.v1.doing import carry_out
from orbita.api.v1.operations import Call, Operation
from orbita.api.v1.problems import Problem, answer, wrong_values
from orbita.api.v1.reading import json_of
from orbita.platform.access.gates import public
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed, Refusal

log = logging.getLogger("orbita.api")


@csrf_exempt
@public
def call(request: HttpRequest, path: str = "") -> HttpResponse:
    """Any call: the key is asked first, so that strangers learn nothing of what there is."""
    try:
        return _answered(request, path)
    except Refusal as refusal:
        return answer(refusal)
    except BodyFault as fault:
        return answer(wrong_values(fault))
    except Exception as fault:
        return answer(_as_problem(fault))


def _as_problem(fault: Exception) -> Refusal:
    """What the database or Django would not take, as what was wrong with the call."""
    if isinstance(fault, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return Problem(413, _("The body is larger than the server takes."))
    if isinstance(fault, UnreadablePostError | MultiPartParserError):
        return Problem(400, _("The body broke off or cannot be read."))
    if isinstance(fault, IntegrityError):
        return Problem(422, _("A value is taken already or points at what is not there."))
    if isinstance(fault, DataError):
        return Problem(422, _("A value is too long, too large or of another type."))
    if isinstance(fault, ObjectDoesNotExist):
        return Problem(422, _("A value points at what is not there."))
    if isinstance(fault, ValidationError):
        return Problem(422, " ".join(fault.messages))
    log.error("a call of the API failed", exc_info=fault)
    return Problem(
        500, _("Something went wrong on our side. The administrators see it in the log.")
    )


def _answered(request: HttpRequest, path: str) -> HttpResponse:
    key = _key(request)
    actor = actor_with(key)
    request.__dict__["_actor"] = actor
    _speak(request, key)
    note_use(key)
    found = routes.find(path)
    if not found:
        raise Problem(404, _("There is no such address."))
    method = "get" if request.method == "HEAD" else str(request.method).lower()
    allowed = ", ".join(sorted({one.upper() for one in found} | {"OPTIONS"}))
    if method == "options":
        return HttpResponse(status=204, headers={"Allow": allowed})
    if method not in found:
        raise Problem(405, _("This address takes %(methods)s.") % {"methods": allowed},
                      headers={"Allow": allowed})  # fmt: skip
    operation, places = found[method]
    if operation.writes and not may_write(key):
        raise Problem(403, _("This key may only read."))
    if not actor.may(operation.permission):
        raise NotAllowed
    given = _call(request, operation, places, actor)
    outcome, act = carry_out(request, operation, given, key)
    return _response(outcome.body, outcome.status, dict(outcome.headers), act)


def _response(body: Any, status: int, headers: dict[str, str], act: Any) -> HttpResponse:
    if act is not None:
        headers["Orbita-Act"] = str(act)
        body = {**(body if isinstance(body, dict) else {}), "act": str(act)}
    text = json.dumps(body, ensure_ascii=False)
    headers.setdefault("Cache-Control", "private, no-store")
    return HttpResponse(text, content_type="application/json", status=status, headers=headers)


def _key(request: HttpRequest) -> ApiKey:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    found = key_of(secret.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise Problem(
            401,
            _("Send a valid key: Authorization: Bearer orb_…"),
            headers={"WWW-Authenticate": 'Bearer realm="Orbita"'},
        )
    return found


def _speak(request: HttpRequest, key: ApiKey) -> None:
    """The caller's language unless the call names one, and his time zone."""
    if "Accept-Language" not in request.headers and key.user.language:
        translation.activate(key.user.language)
        request.LANGUAGE_CODE = key.user.language
    if key.user.time_zone:
        try:
            timezone.activate(zoneinfo.ZoneInfo(key.user.time_zone))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            timezone.deactivate()


def _call(request: HttpRequest, operation: Operation, places: dict[str, Any], actor: Actor) -> Call:
    path = request.path
    if operation.files:
        return _multipart(request, operation, places, actor)
    data = json_of(request) if operation.writes else None
    body = None
    if operation.body is not None and not operation.is_bulk:
        raw = request.body if data is not None else b"{}"
        body = operation.body.model_validate_json(raw, strict=True)
    elif data not in (None, {}) and not operation.is_bulk:
        raise Problem(422, _("This call takes no body."))
    return Call(actor, path, places, request.GET, body, data)


def _multipart(
    request: HttpRequest, operation: Operation, places: dict[str, Any], actor: Actor
) -> Call:
    """Files come as multipart/form-data, with the other values as JSON in the part «values»."""
    from orbita.api.v1.reading import NotWhatIsRead, parsed

    if request.content_type != "multipart/form-data":
        raise NotWhatIsRead(wanted="multipart/form-data", given=request.content_type or "")
    files = request.FILES.getlist(operation.files) or request.FILES.getlist("file")
    text = request.POST.get("values", "") or "{}"
    parsed(text.encode(errors="replace"))
    body = operation.body.model_validate_json(text, strict=True) if operation.body else None
    if not files:
        raise Problem(422, _("Choose a file."), errors=[
            {"field": operation.files, "detail": _("This must be given.")}
        ])  # fmt: skip
    return Call(actor, request.path, places, request.GET, body, None, files)
