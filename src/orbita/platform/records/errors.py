"""Why a field of a record is not changed."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class FieldIsReadOnly(Refusal):
    sentence = _("Your role may only read “%(name)s”. Nothing was saved: ask your administrator.")
    status = 403


class FiguresAreHidden(Refusal):
    sentence = _("These figures follow from “%(name)s”, which is hidden from your role.")
    status = 403


class FieldIsHidden(Refusal):
    sentence = _("“%(name)s” is hidden from your role. Nothing was saved: ask your administrator.")
    status = 403
