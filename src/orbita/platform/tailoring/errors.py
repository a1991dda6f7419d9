"""Refusals of the builder of fields."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class FieldChangedMeanwhile(Refusal):
    sentence = _(
        "Somebody else has just changed “%(what)s” of this field. Look at what stands there now and save again."
    )
    status = 409
