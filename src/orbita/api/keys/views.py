"""Keys of the API: one's own, and for administrators everybody's."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.api.keys import commands, queries
from orbita.api.keys.forms import KeyForm
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.ui.components import Place
from orbita.platform.ui.reply import Reply

PAGE = "keys/list.html"
FORM = "keys/form.html"
EVERYBODY = "all"


@gate(None, methods="GET")
def show(request: HttpRequest) -> HttpResponse:
    """The keys."""
    return Reply(request).page(PAGE, _list(request), part="list")


@gate(None)
def new(request: HttpRequest) -> HttpResponse:
    """One more key; its secret is shown this once."""
    form = KeyForm(request.POST or None, actor=_by(request))
    context = {"form": form, "post_url": reverse("keys:new")}
    title = _("New key")
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = commands.create_key(**form.values(), by=_by(request))
            reply = Reply(request, back=reverse("keys:list"))
            reply.fragment(f"{PAGE}#list", _list(request))
            shown = {"key": made, "secret": secret, "post_url": ""}
            return reply.drawer("keys/secret.html", shown, title=str(made))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    if form.is_bound:
        return Reply(request).invalid(FORM, context, title=title)
    return Reply(request).drawer(FORM, context, title=title)


@gate(None, methods="POST")
def revocation(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """End a key."""
    commands.revoke_key(key_id, by=_by(request))
    reply = Reply(request, back=reverse("keys:list")).close_panel().refresh()
    return reply.toast(_("The key is revoked: calls with it are refused from now on"))


def _by(request: HttpRequest) -> Actor:
    by: Actor = request.actor  # type: ignore[attr-defined]
    return by


def _list(request: HttpRequest) -> dict[str, Any]:
    by = _by(request)
    rules = by.may("access.manage")
    is_all = rules and request.GET.get("whose") == EVERYBODY
    address = reverse("keys:list")
    tabs = [
        Place(pgettext("API keys", "Mine"), address, not is_all),
        Place(pgettext("API keys", "Everybody’s"), f"{address}?whose={EVERYBODY}", is_all),
    ]
    return {
        "keys": queries.every_key(by)[:200] if is_all else queries.keys_of(by)[:200],
        "is_all": is_all,
        "tabs": tabs if rules else [],
        "url": f"{address}?whose={EVERYBODY}" if is_all else address,
    }
