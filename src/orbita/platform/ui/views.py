"""Pages of the look itself: settings, the gallery of components, the choice of a language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from orbita.platform.access.gates import gate, public
from orbita.platform.ui import gallery
from orbita.platform.ui.middleware import LANGUAGE_KEY
from orbita.platform.ui.reply import Reply

YEAR = 60 * 60 * 24 * 365


@gate(None)
def home(request: HttpRequest) -> HttpResponse:
    """The start page: tiles of all modules that this user may see."""
    return Reply(request).page("ui/home.html")


@gate(None)
def show_settings(request: HttpRequest) -> HttpResponse:
    """The settings that this user may open."""
    return Reply(request).page("ui/settings.html")


@gate("ui.gallery")
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its states."""
    return Reply(request).page("ui/gallery.html", gallery.examples())


@public
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in the session and in a cookie, for the sign-in page of the next visit."""
    language = request.POST.get("language", "")
    reply = Reply(request)
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            request.session[LANGUAGE_KEY] = language
        reply.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", httponly=True
        )
    return reply
