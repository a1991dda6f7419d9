"""Why a key is not made."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class KeyNeedsName(Refusal):
    sentence = _("Name the key: for which program is it?")
    field = "name"


class KeyIsPast(Refusal):
    sentence = _("This day has passed already. A key is valid until a day to come.")
    field = "expires_on"


class ScopeIsUnknown(Refusal):
    sentence = _("There is no such right: %(scope)s.")
    field = "scopes"


class TooManyKeys(Refusal):
    sentence = _("You have %(count)s keys already. Revoke those that nobody uses.")
