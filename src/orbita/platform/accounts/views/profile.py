"""The own profile."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.accounts import queries
from orbita.platform.accounts.commands import change_profile
from orbita.platform.accounts.forms import ProfileForm
from orbita.platform.acts.frame import last_act_id
from orbita.platform.ui.middleware import LANGUAGE_KEY
from orbita.platform.ui.reply import Reply

PAGE = "accounts/profile.html"


@gate(None)
def show_profile(request: HttpRequest) -> HttpResponse:
    """Names, language, time zone, shortcuts; ways to password, second factor and sessions."""
    user = queries.employee(request.actor.id)  # type: ignore[attr-defined]
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        change_profile(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        _choose_language(request, form.cleaned_data["language"])
        # The whole page: its language may be another one now.
        said = _("Your profile is saved")
        return Reply(request).toast(said, undo=last_act_id()).go(reverse("accounts:profile"))
    status = 422 if form.errors else 200
    return Reply(request).page(PAGE, {"form": form}, status=status)


def _choose_language(request: HttpRequest, language: str) -> None:
    if language:
        request.session[LANGUAGE_KEY] = language
        translation.activate(language)
    else:
        request.session.pop(LANGUAGE_KEY, None)
