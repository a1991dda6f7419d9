"""The pipeline and the reasons that a new installation starts with."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from orbita.platform.acts.actor import Actor
from orbita.sales.deals.models import LossReason, Outcome, Pipeline, Stage

LOOKS = ((10, "gray"), (25, "blue"), (45, "violet"), (70, "orange"), (90, "teal"))
"""Probability and tone of the five open stages that every kind of business starts with."""


def _stages(trade: str) -> tuple[str, ...]:
    """How a deal goes in a kind of business."""
    return {
        "service": (
            _("New request"),
            _("Inspection"),
            _("Estimate sent"),
            _("Approval"),
            _("Contract"),
        ),
        "production": (
            _("New request"),
            _("Specification"),
            _("Calculation sent"),
            _("Sample"),
            _("Contract"),
        ),
        "construction": (
            _("New request"),
            _("Site visit"),
            _("Estimate sent"),
            _("Tender"),
            _("Contract"),
        ),
        "logistics": (
            _("New request"),
            _("Route and cargo"),
            _("Tariff sent"),
            _("Trial run"),
            _("Contract"),
        ),
        "medicine": (
            _("New request"),
            _("Consultation"),
            _("Programme offered"),
            _("Approval"),
            _("Contract"),
        ),
    }.get(
        trade,
        (
            _("New request"),
            _("Qualification"),
            _("Offer sent"),
            _("Negotiation"),
            _("Contract"),
        ),
    )


def follow_trade(trade: str, by: Actor) -> None:
    """Name the first pipeline's stages as the company's business goes, in its language."""
    pipeline = Pipeline.objects.order_by("position").first()
    stages = Stage.objects.filter(pipeline=pipeline, outcome=Outcome.OPEN).order_by("position")
    for stage, name in zip(stages, _stages(trade), strict=False):
        stage.name = name
        stage.save(update_fields=["name"])


def settle_pipeline() -> None:
    """Make the first pipeline, once: an installation that has one is left alone."""
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        if Pipeline.objects.exists():
            return
        fill_pipeline(Pipeline.objects.create(name=_("Sales")))
        _make_reasons()


def fill_pipeline(pipeline: Pipeline) -> None:
    """The stages that every pipeline begins with: five open ones and the two ends."""
    stages = (
        *((name, *look, Outcome.OPEN) for name, look in zip(_stages("trade"), LOOKS, strict=True)),
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


def _reasons() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Groups of reasons with what each reason asks for besides: nothing, words, the competitor."""
    return (
        (_("Price"), ((_("Too expensive"), ""), (_("No budget"), ""))),
        (
            _("Competitor"),
            (
                (_("Chose a competitor"), "competitor"),
                (_("Stayed with the supplier"), "competitor"),
            ),
        ),
        (
            _("Offer"),
            ((_("Deadline does not fit"), ""), (_("Product does not fit"), "comment")),
        ),
        (
            _("Client"),
            ((_("No need any more"), ""), (_("No reply"), ""), (_("Not our client"), "comment")),
        ),
        (_("Other"), ()),
    )


def _make_reasons() -> None:
    for place, (name, children) in enumerate(_reasons()):
        group = LossReason.objects.create(name=name, position=place, needs_comment=not children)
        LossReason.objects.bulk_create(
            LossReason(
                parent=group,
                name=child,
                position=number,
                needs_comment=asks == "comment",
                needs_competitor=asks == "competitor",
            )
            for number, (child, asks) in enumerate(children)
        )
