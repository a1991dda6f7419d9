"""What can trigger a rule of deals: events, and time that has passed."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, Q
from django.db.models.functions import Cast, Coalesce, Concat, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.activities.scenarios.slots import (
    Parameter,
    Params,
    Trigger,
)
from orbita.platform.imports.events import RecordsImported
from orbita.platform.lists.slots import screens
from orbita.platform.tracking import EVENT_MODELS
from orbita.sales.deals.events import (
    DealLost,
    DealMoved,
    DealOpened,
    DealReopened,
    DealsChanged,
    DealWon,
)
from orbita.sales.deals.models import Deal, Outcome
from orbita.sales.deals.queries import open_stages

IS_OPEN = Q(stage__outcome=Outcome.OPEN)
DEAL = ("deal",)


def _stages(kind: str) -> list[tuple[str, Any]]:
    return [(str(stage.pk), f"{stage.pipeline}: {stage.name}") for stage in open_stages()]


def _stages_or_any(kind: str) -> list[tuple[str, Any]]:
    return [("", _("any stage")), *_stages(kind)]


def _fields(kind: str) -> list[tuple[str, Any]]:
    return [
        (one.edit, one.label) for one in screens["deal"].columns if one.edit and one.key != "stage"
    ]


STAGE = Parameter("stage", gettext_lazy("Stage"), "choice", _stages)
ANY_STAGE = Parameter("stage", gettext_lazy("Stage"), "choice", _stages_or_any, required=False)
DAYS = Parameter("days", gettext_lazy("Days"), "days", initial=3)


def _at(said: Params) -> Q:
    """Open, and on the stage that the rule names."""
    return IS_OPEN & Q(stage=UUID(said["stage"])) if said.get("stage") else IS_OPEN


def _before(said: Params) -> Any:
    return timezone.now() - timedelta(days=int(said.get("days") or 0))


def _one(event: Any, said: Params, kind: str) -> Iterable[UUID]:
    return (event.deal_id,)


def _imported(event: RecordsImported, said: Params, kind: str) -> Iterable[UUID]:
    """The deals that an import has added. One statement."""
    if event.kind != "deals":
        return ()
    added = EVENT_MODELS[Deal]._default_manager.filter(
        pgh_context_id=event.act_id, pgh_label="insert"
    )
    return list(added.values_list("pgh_obj_id", flat=True))


def _restaged(event: DealsChanged, said: Params, kind: str) -> Iterable[UUID]:
    return event.deal_ids if "stage" in event.fields else ()


def _changed(event: DealsChanged, said: Params, kind: str) -> Iterable[UUID]:
    return event.deal_ids if said["field"] in event.fields else ()


STAY = Concat(Cast("stage_id", CharField()), Cast("stage_since", CharField()))
SILENCE = Greatest(
    F("stage_since"),
    Coalesce(F("pulse__last_touch_at"), F("stage_since")),
    output_field=DateTimeField(),
)
TRIGGERS = (
    Trigger(
        "deal-opened",
        DEAL,
        gettext_lazy("A deal was opened"),
        gettext_lazy("A deal was opened"),
        events={DealOpened: _one, RecordsImported: _imported},
        stands=lambda _said, _kind: IS_OPEN,
        order=10,
    ),
    Trigger(
        "deal-stage",
        DEAL,
        gettext_lazy("A deal came to the stage"),
        gettext_lazy("Came to “%(stage)s”"),
        (STAGE,),
        events={
            DealMoved: _one,
            DealOpened: _one,
            DealReopened: _one,
            DealsChanged: _restaged,
            RecordsImported: _imported,
        },
        stands=lambda said, _kind: _at(said),
        newest="-stage_since",
        order=20,
    ),
    Trigger(
        "deal-stays",
        DEAL,
        gettext_lazy("A deal stands on the stage for"),
        gettext_lazy("Stands for %(days)s: %(stage)s"),
        (ANY_STAGE, DAYS),
        stands=lambda said, _kind: _at(said) & Q(stage_since__lte=_before(said)),
        occurrence=STAY,
        order=30,
    ),
    Trigger(
        "deal-no-step",
        DEAL,
        gettext_lazy("A deal has no next step for"),
        gettext_lazy("No next step for %(days)s"),
        (ANY_STAGE, Parameter("days", gettext_lazy("Days"), "days", initial=1)),
        stands=lambda said, _kind: (
            _at(said)
            & Q(pulse__next_step_at=None, stage_since__lte=_before(said))
            & (Q(pulse__last_touch_at=None) | Q(pulse__last_touch_at__lte=_before(said)))
        ),
        occurrence=SILENCE,
        order=40,
    ),
    Trigger(
        "deal-late-step",
        DEAL,
        gettext_lazy("The next step is overdue by"),
        gettext_lazy("The next step is overdue by %(days)s"),
        (ANY_STAGE, DAYS),
        stands=lambda said, _kind: _at(said) & Q(pulse__next_step_at__lte=_before(said)),
        occurrence=Concat(
            Cast("pulse__next_step_id", CharField()), Cast("pulse__next_step_at", CharField())
        ),
        order=50,
    ),
    Trigger(
        "deal-expected",
        DEAL,
        gettext_lazy("The expected date has passed"),
        gettext_lazy("The expected date has passed"),
        stands=lambda _said, _kind: IS_OPEN & Q(expected_on__lt=timezone.localdate()),
        occurrence=F("expected_on"),
        order=60,
    ),
    Trigger(
        "deal-field",
        DEAL,
        gettext_lazy("A deal’s field was changed"),
        gettext_lazy("Changed: %(field)s"),
        (Parameter("field", gettext_lazy("Field"), "choice", _fields),),
        events={DealsChanged: _changed},
        stands=lambda _said, _kind: IS_OPEN,
        order=70,
    ),
    Trigger(
        "deal-won",
        DEAL,
        gettext_lazy("A deal was won"),
        gettext_lazy("A deal was won"),
        events={DealWon: _one},
        stands=lambda _said, _kind: Q(stage__outcome=Outcome.WON),
        newest="-stage_since",
        column=lambda _said: Outcome.WON.value,
        order=80,
    ),
    Trigger(
        "deal-lost",
        DEAL,
        gettext_lazy("A deal was lost"),
        gettext_lazy("A deal was lost"),
        events={DealLost: _one},
        stands=lambda _said, _kind: Q(stage__outcome=Outcome.LOST),
        newest="-stage_since",
        column=lambda _said: Outcome.LOST.value,
        order=85,
    ),
)
