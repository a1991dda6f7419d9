"""What installs Orbita on a device, and the page about notices on devices."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate, public
from orbita.platform.pwa import commands, queries, shell
from orbita.platform.ui.browsers import browser_name
from orbita.platform.ui.reply import Reply

PAGE = "pwa/push.html"
HOUR = "public, max-age=3600"


def _known(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


@public
def show_manifest(request: HttpRequest, language: str) -> HttpResponse:
    """What the installed Orbita is called and looks like, in a language."""
    return JsonResponse(
        shell.manifest(_known(language)),
        content_type="application/manifest+json",
        headers={"Cache-Control": HOUR},
    )


@public
def show_service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker; the browser asks whether there is a new one."""
    return HttpResponse(
        shell.service_worker(),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@public
def show_offline(request: HttpRequest, language: str) -> HttpResponse:
    """The page that is shown without a network, in a language. It knows nobody."""
    with translation.override(_known(language)):
        page = render_to_string("pwa/offline.html")
    return HttpResponse(page, headers={"Content-Language": language, "Cache-Control": "no-cache"})


@gate(None, methods="GET")
def show_push(request: HttpRequest) -> HttpResponse:
    """The own devices that take notices, and which kinds come there."""
    return Reply(request).page(PAGE, _page(request), part="devices")


@gate(None, methods="POST")
def add_device(request: HttpRequest) -> HttpResponse:
    """This browser takes notices from now on."""
    commands.add_device(
        **{name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")},
        name=browser_name(request.headers.get("User-Agent", "")),
        session_key=request.session.session_key or "",
        by=request.actor,  # type: ignore[attr-defined]
    )
    return _devices(request).toast(_("Notices come to this device"))


@gate(None, methods="POST")
def remove_device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """No more notices there."""
    commands.remove_device(device_id, by=request.actor)  # type: ignore[attr-defined]
    return _devices(request).toast(_("Notices no longer come there"))


@gate(None, methods="POST")
def try_device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Send something there, to see whether it comes."""
    commands.try_device(device_id, by=request.actor)  # type: ignore[attr-defined]
    return _devices(request).toast(_("A notice is on its way"))


@gate(None, methods="POST")
def save_kinds(request: HttpRequest) -> HttpResponse:
    """Which kinds of notices come to the devices."""
    commands.choose_kinds(request.POST.getlist("kind"), by=request.actor)  # type: ignore[attr-defined]
    return Reply(request, back=reverse("pwa:push")).toast(_("Saved"))


def _devices(request: HttpRequest) -> Reply:
    return Reply(request, back=reverse("pwa:push")).fragment(f"{PAGE}#devices", _page(request))


def _page(request: HttpRequest) -> dict[str, object]:
    actor = request.actor  # type: ignore[attr-defined]
    keys = queries.push_keys() or commands.make_push_keys(by=actor)
    own = queries.devices(actor, request.session.session_key or "")
    return {
        "devices": own,
        "has_this": any(device.is_this for device in own),
        "choices": queries.choices(actor),
        "public_key": keys.public,
    }
