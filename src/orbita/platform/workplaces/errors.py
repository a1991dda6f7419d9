"""Refusals about workplaces."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class NothingOfThisName(Refusal):
    sentence = _("There is no “%(key)s” to lay out. Reload the page and try again.")
