"""What the pages of signing in share."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from orbita.platform.acts.errors import Refusal
from orbita.platform.ui.reply import Reply

LOOPBACK = "localhost"


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page that says why nobody was let in, with the way back."""
    context = {"sentence": str(refusal), "back": reverse("account_login")}
    return Reply(request).page("signin/refused.html", context, status=403)


def next_page(request: HttpRequest) -> str:
    """Where the visitor wanted to go, within this house; else ""."""
    wanted = request.POST.get("next", "")
    host = {request.get_host()}
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, host) else ""


def passkeys_work(request: HttpRequest) -> bool:
    """Whether browsers offer passkeys at this address: by https, or on this very machine by name."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    is_named = not host.replace(".", "").isdigit() and ":" not in host
    is_here = host == LOOPBACK or host.endswith(f".{LOOPBACK}")
    return is_named and (request.is_secure() or is_here)
