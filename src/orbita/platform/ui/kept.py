"""Parts of the shell that are the same on page after page: drawn once, kept by what they depend on."""

from collections.abc import Hashable

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from orbita.platform.ui.shell import Shell

BLANK = "blank-for-the-token"
"""Stands in a kept part where each visit has its own token against forged forms."""
MOST = 512

_parts: dict[tuple[str, Hashable], str] = {}


def part(template: str, shell: Shell, request: HttpRequest, *, own: bool = False) -> SafeString:
    """A part of the shell; `own`: it shows the section, counts, favourites or the user's name.

    The template gets the shell alone, not the request, so that it can show nothing that the key
    does not hold.
    """
    key = (template, shell.for_this_user if own else shell.for_everybody)
    drawn = _parts.get(key)
    if drawn is None:
        drawn = render_to_string(template, {"shell": shell, "csrf_token": BLANK})
        if len(_parts) >= MOST:
            _parts.clear()
        if not settings.DEBUG:  # there templates change under the running process
            _parts[key] = drawn
    if BLANK in drawn:
        drawn = drawn.replace(BLANK, get_token(request))
    return SafeString(drawn)
