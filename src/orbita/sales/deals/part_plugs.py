"""What lines, teams, competitors and the rules of selling show elsewhere: `plugs` calls it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.acts.events import poke
from orbita.platform.notifications.slots import NoticeKind, plug_notice
from orbita.platform.records.slots import RecordPanel, panels
from orbita.platform.tailoring.slots import FieldUse, Use, field_uses
from orbita.platform.ui.slots import (
    PaletteCommand,
    SettingsItem,
    palette_commands,
    settings_items,
)
from orbita.sales.deals import events, notices, part_panels
from orbita.sales.deals.models import Stage


def plug_parts() -> None:
    """Put the panels of a deal, the register of competitors and the settings into their slots."""
    field_uses.plug(FieldUse("stages", _("Stages that ask for it"), _required, 40))
    palette_commands.plug(
        PaletteCommand(
            "competitors",
            _("Competitors"),
            "swords",
            "deals:competitors",
            permission="deals.view",
            words=_("rivals won against lost to"),
            order=230,
        )
    )
    settings_items.plug(
        SettingsItem(
            "pipelines",
            _("Pipelines"),
            _("Stages of deals, what each stage asks for, tasks planned on it"),
            "columns-3",
            "deals:pipelines",
            permission="deals.manage_pipelines",
            order=310,
        ),
        SettingsItem(
            "loss-reasons",
            _("Reasons of loss"),
            _("Why deals are lost: a tree, with what each reason asks for"),
            "thumbs-down",
            "deals:reasons",
            permission="deals.manage_pipelines",
            order=320,
        ),
    )
    poke(events.PipelineChanged, lambda event: [("pipeline", event.pipeline_id)])
    poke(events.ReasonsChanged, lambda event: [("loss-reason", event.reason_id)])
    plug_notice(
        NoticeKind("deal-team", _("You are in the team of a deal"), "users", notices.word_joined),
        events.DealTeamSet,
        notices.joined,
    )

    panels.plug(
        RecordPanel(
            "deal-lines",
            ("deal",),
            _("Lines of the deal"),
            "deals/lines_panel.html",
            part_panels.lines,
            place="right",
            order=5,
        ),
        RecordPanel(
            "deal-team",
            ("deal",),
            pgettext_lazy("deals", "Team"),
            "deals/team_panel.html",
            part_panels.team,
            place="left",
            order=30,
        ),
        RecordPanel(
            "deal-rivals",
            ("deal",),
            _("Competitors"),
            "deals/rivals_panel.html",
            part_panels.rivals,
            place="right",
            order=30,
        ),
        RecordPanel(
            "against",
            ("party",),
            _("Against this competitor"),
            "deals/against_panel.html",
            part_panels.against,
            place="right",
            order=15,
            permission="deals.view",
        ),
    )


def _required(kind: str, key: str) -> Iterator[Use]:
    """Stages that ask for an own field before a deal comes to them."""
    rows = Stage.objects.filter(required__contains=[f"own.{key}"]).select_related("pipeline")
    for stage in rows if kind == "deal" else rows.none():
        url = reverse("deals:pipeline", args=[stage.pipeline_id])
        yield Use(f"{stage.pipeline}: {stage}", url)
