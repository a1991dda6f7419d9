"""What a program sends becomes JSON that the database can keep, or a refusal that says why not."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal

DEEPEST = 40


class NotJson(Refusal):
    sentence = _("The body is not JSON that can be read: %(why)s.")
    status = 400


class NotWhatIsRead(Refusal):
    sentence = _("The body is read as %(wanted)s, not as “%(given)s”.")
    status = 415


class SignIsImpossible(Refusal):
    sentence = _("The text holds a sign that cannot be kept: the code 0 or half of a pair.")
    status = 422


class TooDeep(Refusal):
    sentence = _("The body is nested too deeply.")
    status = 400


def json_of(request: HttpRequest) -> Any:
    """The body as JSON; None of an empty one. Numbers with a fraction come exactly or not at all."""
    raw = request.body
    if not raw.strip():
        return None
    kind = (request.content_type or "").lower()
    if kind not in ("application/json", "application/merge-patch+json") and not kind.endswith(
        "+json"
    ):
        raise NotWhatIsRead(wanted="application/json", given=kind[:80])
    return parsed(raw)


def parsed(raw: bytes) -> Any:
    """JSON from bytes. Refuses what is no UTF-8, no JSON, infinite, too deep or no text."""
    try:
        found = json.loads(raw.decode(), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise NotJson(why="UTF-8") from None
    except RecursionError:
        raise TooDeep from None
    except ValueError as fault:
        raise NotJson(why=str(fault)[:200]) from None
    _check(found, 0)
    return found


def checked_text(text: str) -> str:
    """A text that PostgreSQL can keep. Refuses the code 0 and lone surrogates."""
    if "\x00" in text or not text.isascii():
        if "\x00" in text:
            raise SignIsImpossible
        try:
            text.encode()
        except UnicodeEncodeError:
            raise SignIsImpossible from None
    return text


def _check(value: Any, depth: int) -> None:
    if isinstance(value, str):
        checked_text(value)
    elif isinstance(value, dict):
        if depth > DEEPEST:
            raise TooDeep
        for name, one in value.items():
            checked_text(name)
            _check(one, depth + 1)
    elif isinstance(value, list):
        if depth > DEEPEST:
            raise TooDeep
        for one in value:
            _check(one, depth + 1)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
