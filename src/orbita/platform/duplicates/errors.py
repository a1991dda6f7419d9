"""What is refused about duplicates."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class NoPairsChosen(Refusal):
    sentence = _("Choose at least one pair")
