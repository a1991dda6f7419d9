"""What went wrong, as application/problem+json, in the sentences of the pages."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from orbita.platform.acts.errors import Refusal

TYPE = "application/problem+json"


class Problem(Refusal):
    """A refusal by the protocol, not by the business: its sentence and status are given."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[dict[str, str]] = (),
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__()
        self.status = status
        self.detail = detail
        self.errors = list(errors)
        self.headers = headers or {}
        self.more = more

    def __str__(self) -> str:
        return self.detail


def answer(refusal: Refusal) -> HttpResponse:
    """The answer for a refusal of any kind."""
    errors = list(getattr(refusal, "errors", ()))
    if refusal.field and not errors:
        errors = [{"field": refusal.field, "detail": str(refusal)}]
    body = {
        "type": f"urn:orbita:{_slug(refusal)}",
        "title": _title(refusal.status),
        "status": refusal.status,
        "detail": str(refusal),
        "errors": errors,
        **getattr(refusal, "more", {}),
    }
    response = JsonResponse(
        body,
        status=refusal.status,
        content_type=TYPE,
        headers=getattr(refusal, "headers", {}),
        json_dumps_params={"ensure_ascii": False},
    )
    # A refusal is an answer: the log is for faults, and those are logged where they are caught.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _slug(refusal: Refusal) -> str:
    if isinstance(refusal, Problem):
        return {400: "bad-request", 401: "unauthorized", 403: "forbidden", 404: "not-found"}.get(
            refusal.status, f"status-{refusal.status}"
        )
    words = "".join(f"-{c.lower()}" if c.isupper() else c for c in type(refusal).__name__)
    return words.strip("-")


def _title(status: int) -> str:
    return {
        400: _("The call cannot be read"),
        401: _("The key is missing or not valid"),
        403: _("This is not allowed"),
        404: _("There is no such thing"),
        405: _("This address does not do that"),
        409: _("It has been changed meanwhile"),
        412: _("It is no longer as you have seen it"),
        413: _("The body is too large"),
        415: _("The body is of another type"),
    }.get(status, _("This was not done"))


def wrong_values(fault: ValidationError, prefix: str = "") -> Problem:
    """The body does not fit: each field with what it takes."""
    errors = found_errors(fault, prefix)
    said = errors[0]["detail"] if len(errors) == 1 else _("Some values do not fit.")
    return Problem(422, said, errors=errors)


def found_errors(fault: ValidationError, prefix: str = "") -> list[dict[str, str]]:
    """Each fault with its field, in words."""
    return [
        {"field": f"{prefix}{_place(one['loc'])}", "detail": sentence(one)}
        for one in fault.errors(include_url=False, include_input=False)[:50]
    ]


def _place(steps: tuple[int | str, ...]) -> str:
    return ".".join(map(str, steps))


def sentence(fault: Any) -> str:
    """What a field takes, in words."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return _("Choose one of these: %(values)s.") % {"values": context.get("expected", "")}
    if kind in ("string_too_long", "too_long"):
        most = context.get("max_length", "")
        return _("This is too long: %(most)s at most.") % {"most": most}
    if kind.startswith(("greater_than", "less_than", "decimal_")):
        return _number_limits(kind, context)
    return _plain_sentences().get(kind) or _by_family(kind)


def _number_limits(kind: str, context: dict[str, Any]) -> str:
    if kind.startswith("decimal_"):
        return _("The number has too many digits, or is no number.")
    bound = next(iter(context.values()), "")
    if kind.startswith("greater"):
        return _("This must not be less than %(bound)s.") % {"bound": bound}
    return _("This must not be more than %(bound)s.") % {"bound": bound}


def _plain_sentences() -> dict[str, str]:
    return {
        "missing": _("This must be given."),
        "extra_forbidden": _("There is no such field."),
        "json_invalid": _("This is not JSON."),
        "none_required": _("This must be empty."),
        "value_error": _("This day is too far away."),
        "timezone_naive": _("Say the time zone as well: 2026-11-25T10:00:00+03:00."),
    }


def _by_family(kind: str) -> str:
    families = {
        "string": _("Write a text."),
        "uuid": _("Write the key of a record (a UUID)."),
        "datetime": _("Write a moment, such as 2026-11-25T10:00:00+03:00."),
        "timezone": _("Write a moment, such as 2026-11-25T10:00:00+03:00."),
        "date": _("Write a day, such as 2026-11-25."),
        "time": _("Write a time, such as 10:00."),
        "bool": _("Write true or false."),
        "int": _("Write a whole number without quotes."),
        "float": _("Write a number."),
        "decimal": _("The number has too many digits, or is no number."),
        "list": _("Write a list."),
        "tuple": _("Write a list."),
        "dict": _("Write an object."),
        "model": _("Write an object."),
        "finite": _("Write a number."),
    }
    return families.get(kind.split("_")[0], _("This value does not fit."))
