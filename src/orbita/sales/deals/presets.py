"""The pipeline and the reasons that a new installation starts with."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from orbita.sales.deals.models import LossReason, Outcome, Pipeline, Stage


def settle_pipeline() -> None:
    """Make the first pipeline, once: an installation that has one is left alone."""
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        if Pipeline.objects.exists():
            return
        pipeline = Pipeline.objects.create(name=_("Sales"))
        stages = (
            (_("New request"), 10, "gray", Outcome.OPEN),
            (_("Qualification"), 25, "blue", Outcome.OPEN),
            (_("Offer sent"), 45, "violet", Outcome.OPEN),
            (_("Negotiation"), 70, "orange", Outcome.OPEN),
            (_("Contract"), 90, "teal", Outcome.OPEN),
            (_("Won"), 100, "green", Outcome.WON),
            (_("Lost"), 0, "red", Outcome.LOST),
        )
        Stage.objects.bulk_create(
            Stage(
                pipeline=pipeline,
                name=name,
                position=place,
                probability=chance,
                tone=tone,
                outcome=end,
            )
            for place, (name, chance, tone, end) in enumerate(stages)
        )
        reasons = (
            _("Too expensive"),
            _("Chose a competitor"),
            _("No budget"),
            _("No need any more"),
            _("Deadline does not fit"),
            _("No reply"),
            _("Other"),
        )
        LossReason.objects.bulk_create(
            LossReason(name=name, position=place) for place, name in enumerate(reasons)
        )
