"""Whoever has lost his second step by an administrator's hand is told by mail and by a notice."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from orbita.platform.accounts.models import User
from orbita.platform.notifications.slots import Announced
from orbita.platform.signin.events import SecondStepReset


def announced(event: SecondStepReset) -> Announced:
    """Whom the notice goes to."""
    return Announced([event.user_id], {"by": event.by_name})


def word(values: Mapping[str, Any]) -> str:
    """The notice as a sentence."""
    return (
        _("%(by)s has taken your second step away. If you did not ask for it, tell them.") % values
    )


def write_of_reset(event: SecondStepReset) -> None:
    """The letter: a notice alone would be read by whoever has stolen the password."""
    user = User.objects.active().filter(pk=event.user_id).first()
    if user is None:
        return
    with translation.override(user.language or settings.LANGUAGE_CODE):
        text = word({"by": event.by_name})
        send_mail(_("Your second step at sign-in was taken away"), text, None, [user.email])
