"""Addresses that are open to the world: the form of a site, and the intake for other programs."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt

from orbita.kit.money import parse_amount
from orbita.platform.access.gates import public
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.ui.reply import Reply
from orbita.sales.leads import queries, rules
from orbita.sales.leads.commands import add_lead, add_leads
from orbita.sales.leads.models import Lead, LeadSource

TRAP = "website"
"""A field that people do not see: who fills it is a program."""
A_MINUTE, AN_HOUR = 10, 60
"""So many requests of one address a form takes."""
MOST = 1000
ALIASES = {
    "name": "person_name", "fio": "person_name", "company": "company_name", "message": "text",
    "comment": "text", "mail": "email", "tel": "phone", "title": "subject", "id": "external_id",
}  # fmt: skip
"""Names that forms and programs use for the fields of a lead."""
OWN = frozenset(("consent", TRAP, "csrfmiddlewaretoken"))


@csrf_exempt
@xframe_options_exempt
@public
def form(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a site: GET draws it (it may stand in a frame), POST takes a request.

    No CSRF token is asked for: the sender has no session here, and a page of another site is just
    from where it comes. What protects it: allowed sites, a trap for programs, a limit by address.
    """
    try:
        source = queries.source_of_form(key)
    except NotFound:
        return HttpResponse(_("There is no such form."), status=404)
    if request.method == "OPTIONS":
        return _opened(HttpResponse(status=204), request, source)
    if request.method != "POST":
        return _opened(_page(request, source), request, source)
    return _opened(_received(request, source), request, source)


def _received(request: HttpRequest, source: LeadSource) -> HttpResponse:
    wants_json = _is_json(request) or "application/json" in request.headers.get("Accept", "")
    if not _may_send(request, source):
        return _refused(request, source, _("This site may not send here."), 403, wants_json)
    if _is_too_much(request, source):
        said = _("Too many requests at once. Try again in a few minutes.")
        return _refused(request, source, said, 429, wants_json)
    given = _sent(request)
    if given is None:
        return _refused(request, source, _("The request cannot be read."), 400, wants_json)
    if given.get(TRAP):
        # A program has filled what people do not see: it is told that all is well.
        return _thanks(request, source, None, wants_json)
    if source.consent and str(given.get("consent", "")).lower() not in ("1", "on", "true", "yes"):
        return _refused(request, source, _("Tick the consent first."), 422, wants_json, given)
    values = read_values(given)
    if source.consent:
        values["details"] = {**values.get("details", {}), _("Consent"): source.consent}
    try:
        lead = add_lead(values=values, source_id=source.pk, by=SYSTEM)
    except Refusal as refusal:
        return _refused(request, source, str(refusal), 422, wants_json, given)
    return _thanks(request, source, lead.pk, wants_json)


@csrf_exempt
@public
def intake(request: HttpRequest, secret: str) -> HttpResponse:
    """Leads from another program: POST a JSON object, or a list of up to 1,000.

    Who knows the secret address may send: there is no session and so no CSRF token. With the header
    Idempotency-Key a repeated call writes nothing and gives the first lead again.
    """
    try:
        source = queries.source_of_secret(secret)
    except NotFound:
        return JsonResponse({"error": _("There is no such source of leads.")}, status=404)
    if request.method != "POST":
        return JsonResponse({"error": _("Send the leads by POST.")}, status=405)
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        return JsonResponse({"error": _("The request cannot be read.")}, status=400)
    many = sent if isinstance(sent, list) else [sent]
    if not 0 < len(many) <= MOST or not all(isinstance(one, dict) for one in many):
        return JsonResponse({"error": _("Send an object, or a list of up to 1,000.")}, status=400)
    try:
        return _taken_in(request, source, [read_values(one) for one in many], sent is many)
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal)}, status=refusal.status)


def _taken_in(
    request: HttpRequest, source: LeadSource, rows: list[dict[str, Any]], is_list: bool
) -> HttpResponse:
    key = request.headers.get("Idempotency-Key", "")
    once: dict[str, Any] = {}
    if key:
        once["idempotency_key"] = uuid5(NAMESPACE_URL, f"{source.pk}:{key}")
    for row in rows:
        if row.get("external_id"):
            row.setdefault("external_system", source.key)
    if is_list:
        made: list[Lead] | None = add_leads(rows, source_id=source.pk, by=SYSTEM, **once)
        # The act journal keeps one record of an act, so a repeated list is only said to be one.
        if made is None:
            return JsonResponse({"ids": [], "repeated": True})
        return JsonResponse({"ids": [str(lead.pk) for lead in made]}, status=201)
    lead = add_lead(values=rows[0], source_id=source.pk, by=SYSTEM, **once)
    return JsonResponse({"id": str(lead.pk)}, status=201)


def read_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent as the values of a lead; whatever is not one of them becomes a detail."""
    values: dict[str, Any] = {}
    details: dict[str, Any] = {}
    for name, value in given.items():
        field = ALIASES.get(str(name).lower(), str(name).lower())
        if field in OWN or value in (None, "", [], {}):
            continue
        if field == "details" and isinstance(value, dict):
            details.update({str(key): rules.plain(one) for key, one in value.items()})
        elif field in rules.TEXTS and field not in values and not isinstance(value, dict | list):
            values[field] = str(value)
        elif field in _READERS and (read := _READERS[field](value)) is not None:
            values[field] = read
        else:
            details[str(name)[:200]] = _as_detail(value)
    return {**values, "details": details}


def _as_detail(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return rules.plain(value)


def _amount(value: Any) -> Decimal | None:
    found = parse_amount(str(value))
    return found if found is not None and 0 <= found < Decimal("1e15") else None


def _moment(value: Any) -> Any:
    try:
        found = parse_datetime(str(value))
    except ValueError:
        return None
    return found if found is not None and is_aware(found) else None


def _score(value: Any) -> int | None:
    try:
        found = int(value)
    except (TypeError, ValueError):
        return None
    return found if -32768 <= found < 32768 else None


def _key(value: Any) -> str | None:
    text = str(value)
    return text if len(text) <= 200 and "\x00" not in text else None


def _currency(value: Any) -> str | None:
    text = str(value).upper()
    return text if len(text) == 3 and text.isascii() and text.isalpha() else None


_READERS = {
    "amount": _amount, "received_at": _moment, "score": _score, "external_id": _key,
    "currency": _currency,
}  # fmt: skip


def _sent(request: HttpRequest) -> dict[str, Any] | None:
    """The values of a form or of a JSON object."""
    if not _is_json(request):
        return dict(request.POST.items())
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_json(request: HttpRequest) -> bool:
    return (request.content_type or "") == "application/json"


def _origin(request: HttpRequest) -> str:
    return request.headers.get("Origin", "").lower()


def _may_send(request: HttpRequest, source: LeadSource) -> bool:
    """An own page may, and where sites are named those; who names no origin is no browser."""
    origin = _origin(request)
    own = f"{request.scheme}://{request.get_host()}".lower()
    return not source.origins or not origin or origin == own or origin in source.origins


def _is_too_much(request: HttpRequest, source: LeadSource) -> bool:
    """Counts the requests of an address by the minute and by the hour."""
    who = f"lead-form:{source.pk}:{request.META.get('REMOTE_ADDR', '')}"
    return any(
        _counted(f"{who}:{seconds}", seconds) > most
        for seconds, most in ((60, A_MINUTE), (3600, AN_HOUR))
    )


def _counted(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:
        # It has just run out.
        cache.set(key, 1, seconds)
        return 1


def _page(request: HttpRequest, source: LeadSource, **more: Any) -> HttpResponse:
    context = {"source": source, "trap": TRAP, "given": {}, "error": "", **more}
    return Reply(request).page("leads/public_form.html", context, status=more.get("status", 200))


def _thanks(
    request: HttpRequest, source: LeadSource, lead_id: UUID | None, wants_json: bool
) -> HttpResponse:
    if wants_json:
        return JsonResponse({"id": str(lead_id) if lead_id else None}, status=201)
    return Reply(request).page("leads/public_thanks.html", {"source": source})


def _refused(
    request: HttpRequest,
    source: LeadSource,
    said: str,
    status: int,
    wants_json: bool,
    given: Mapping[str, Any] | None = None,
) -> HttpResponse:
    if wants_json:
        return JsonResponse({"error": said}, status=status)
    return _page(request, source, error=said, given=given or {}, status=status)


def _opened(response: HttpResponse, request: HttpRequest, source: LeadSource) -> HttpResponse:
    """Lets the named sites (or any) send by script and show the form in a frame."""
    origin = _origin(request)
    if origin and _may_send(request, source):
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Headers"] = "Content-Type"
        response["Access-Control-Allow-Methods"] = "POST"
    patch_vary_headers(response, ("Origin",))
    ancestors = " ".join(source.origins) or "*"
    response["Content-Security-Policy"] = (
        "default-src 'self'; script-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline';"
        f" frame-ancestors 'self' {ancestors}; base-uri 'self'; form-action 'self'"
    )
    response["Referrer-Policy"] = "origin"
    return response
