"""What upkeep refuses."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class PlanKeepsNothing(Refusal):
    """A plan that keeps no backup at all."""

    sentence = _("At least one day’s backup must be kept")


class UpkeepRunsAlready(Refusal):
    """A second backup or drill beside one that runs."""

    sentence = _("It runs already: wait until it is done")
