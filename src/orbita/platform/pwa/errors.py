"""What notices on devices refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class NotAPushService(Refusal):
    """The address is not one of a push service that Orbita may call."""

    sentence = _("This browser gave an address that Orbita does not send to.")


class KeysAreBroken(Refusal):
    """The browser's keys cannot be used to encrypt."""

    sentence = _("This browser gave keys that cannot be used. Switch the notices on again.")
