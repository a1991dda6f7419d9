"""Triggers that scenarios bring themselves: of clients, and of contacts with anything."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, F, Model, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.activities.scenarios.offered import branch_choices
from orbita.activities.scenarios.slots import Parameter, Params, RuleKind, RuleTemplate, Trigger
from orbita.activities.timeline.events import InteractionLogged, StepFinished
from orbita.activities.timeline.models import Interaction, Result
from orbita.parties.classifier.events import PartiesPlaced
from orbita.parties.directory.events import PartiesChanged, PartyAdded
from orbita.parties.directory.models import Party, Status
from orbita.platform.imports.events import RecordsImported
from orbita.platform.lists.slots import screens
from orbita.platform.tracking import EVENT_MODELS


def days_ago(said: Params) -> Any:
    """The moment so many days ago as a rule says."""
    return timezone.now() - timedelta(days=int(said.get("days") or 0))


def imported(event: RecordsImported, kind: str, model: type[Model]) -> list[UUID]:
    """The records that an import has added, not those that it has changed. One statement."""
    if event.kind != kind:
        return []
    history = EVENT_MODELS[model]._default_manager
    added = history.filter(pgh_context_id=event.act_id, pgh_label="insert")
    return list(added.values_list("pgh_obj_id", flat=True))


def editable(kind: str) -> list[tuple[str, Any]]:
    """Fields whose change can be a trigger: those of the list that are edited."""
    return [
        (column.edit, column.label)
        for column in screens[kind].columns
        if column.edit and column.edit != "stage"
    ]


FIELD = Parameter("field", _("Field"), "choice", editable)
DAYS = Parameter("days", _("Days"), "days", initial=3)


def _logged(event: InteractionLogged | StepFinished, said: Params, kind: str) -> list[UUID]:
    """The record of a contact, when it ended as the rule says."""
    record_id = event.party_id if kind == "party" else event.about_id
    if record_id is None or (kind != "party" and event.about_kind != kind):
        return []
    wanted = said.get("result")
    ended = Interaction.objects.filter(pk=event.interaction_id, result=wanted)
    return [record_id] if not wanted or ended.exists() else []


def _results(kind: str) -> list[tuple[str, Any]]:
    return [("", _("any")), *Result.choices]


def _placed(event: PartiesPlaced, said: Params, kind: str) -> Iterable[UUID]:
    there = event.placed and str(event.branch_id) == said.get("branch")
    return event.party_ids if there else ()


def _status(event: PartiesChanged, said: Params, kind: str) -> Iterable[UUID]:
    return event.party_ids if "status" in event.fields else ()


def _party_imported(event: RecordsImported, said: Params, kind: str) -> list[UUID]:
    return imported(event, "parties", Party)


LAST_TOUCH = Greatest(
    F("created_at"),
    Coalesce(F("pulse__last_touch_at"), F("created_at")),
    output_field=DateTimeField(),
)
TRIGGERS = (
    Trigger(
        "party-added",
        ("party",),
        _("A client was added"),
        _("A client was added"),
        events={
            PartyAdded: lambda event, _said, _kind: [event.party_id],
            RecordsImported: _party_imported,
        },
        order=200,
    ),
    Trigger(
        "party-status",
        ("party",),
        _("A client’s state has become"),
        _("The client’s state: %(status)s"),
        (Parameter("status", _("State"), "choice", lambda _kind: Status.choices),),
        events={PartiesChanged: _status},
        stands=lambda said, _kind: Q(status=said["status"]),
        order=210,
    ),
    Trigger(
        "party-branch",
        ("party",),
        _("A client came into a branch"),
        _("The client is in the branch “%(branch)s”"),
        (Parameter("branch", _("Branch"), "choice", branch_choices),),
        events={PartiesPlaced: _placed},
        stands=lambda said, _kind: Q(placements__branch=said["branch"]),
        order=220,
    ),
    Trigger(
        "party-field",
        ("party",),
        _("A client’s field was changed"),
        _("Changed: %(field)s"),
        (FIELD,),
        events={
            PartiesChanged: lambda event, said, _kind: (
                event.party_ids if said["field"] in event.fields else ()
            )
        },
        order=230,
    ),
    Trigger(
        "party-quiet",
        ("party",),
        _("Nobody has touched a client for"),
        _("Nobody has touched the client for %(days)s"),
        (DAYS,),
        stands=lambda said, _kind: (
            Q(created_at__lte=days_ago(said))
            & (Q(pulse__last_touch_at=None) | Q(pulse__last_touch_at__lte=days_ago(said)))
        ),
        occurrence=LAST_TOUCH,
        order=240,
    ),
    Trigger(
        "contact",
        ("party", "deal"),
        _("A contact ended as"),
        _("A contact was written down, result: %(result)s"),
        (Parameter("result", _("Result"), "choice", _results, required=False),),
        events={InteractionLogged: _logged, StepFinished: _logged},
        order=90,
    ),
)

PARTIES = RuleKind(
    key="party",
    title=_("Rules of clients"),
    permission="parties.view",
    party="pk",
    templates=(
        RuleTemplate(
            "quiet-client",
            _("Nobody has touched a client for 60 days → plan a call"),
            "party-quiet",
            lambda: {"days": 60},
            lambda: [("step", {"kind": "call", "words": "", "days": 1, "who": "owner"})],
        ),
        RuleTemplate(
            "new-client",
            _("New client → plan an acquaintance call for tomorrow"),
            "party-added",
            dict,
            lambda: [("step", {"kind": "call", "words": "", "days": 1, "who": "owner"})],
        ),
        RuleTemplate(
            "client-at-risk",
            _("A client may leave → tell the owner’s head"),
            "party-status",
            lambda: {"status": "at_risk"},
            lambda: [("notice", {"who": "head", "words": ""})],
        ),
    ),
)
