"""Rules of the demo company with what they have done already."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from orbita.activities.scenarios.models import Outcome, Rule, RuleRun
from orbita.activities.scenarios.policies import as_stored, plan, standing
from orbita.activities.scenarios.slots import RuleKind, rule_kinds
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo

SHOWN = 6
"""So many records stand in the log of each rule."""


@command
def make_demo_rules(demo: Demo, *, by: Actor) -> None:
    """Three ready rules of deals and one of a stage, one of clients; a short log."""
    made = []
    for kind in rule_kinds:
        for place, ready in enumerate(kind.templates[: 3 if kind.key == "deal" else 1]):
            made.append(
                Rule(
                    kind=kind.key,
                    name=str(ready.name),
                    trigger=ready.trigger,
                    said=dict(ready.said()),
                    condition=ready.where,
                    actions=[[key, dict(said)] for key, said in ready.actions()],
                    is_on=kind.key == "deal" and place != 1,
                    position=place,
                )
            )
        made += _of_stage(kind)
    Rule.objects.bulk_create(made)
    for rule in made:
        _log(rule, demo)


def _of_stage(kind: RuleKind) -> list[Rule]:
    """A rule of one stage, where the kind has stages: what follows an offer."""
    shelves = list(kind.shelves())
    stages = list(kind.groups(shelves[0][0])) if shelves else []
    if len(stages) < 5:
        return []
    call = {"kind": "call", "words": "Узнать, что решили по предложению", "days": 3, "who": "owner"}
    return [
        Rule(
            kind=kind.key,
            name="КП отправлено → через три дня узнать решение",
            trigger="deal-stage",
            said={"stage": stages[2].key},
            condition='["amount","gte","300000"]',
            actions=[["step", call], ["notice", {"who": "head", "words": "Ждём решения"}]],
            is_on=True,
            position=3,
        )
    ]


def _log(rule: Rule, demo: Demo) -> None:
    """Rules acted on these records on the days before."""
    rows = standing(rule).exclude(owner=None).order_by("-created_at", "pk")
    ids = list(rows.values_list("pk", flat=True)[: SHOWN * 4 : 4])
    plans, _planning = plan(rule, ids)
    runs = []
    for number, one in enumerate(plans):
        at = demo.moment(demo.ago(number + 1))
        left_out = number == 2
        runs.append(
            RuleRun(
                rule=rule,
                record_kind=rule.kind,
                record_id=one.subject.id,
                occurrence=f"now:{demo.key(at)}",
                called_at=at,
                ran_at=at,
                outcome=Outcome.SKIPPED if left_out else Outcome.DONE,
                reason="Условие не выполнено." if left_out else "",
                effects=[] if left_out else _as_of(as_stored(one.effects), number + 1),
            )
        )
    RuleRun.objects.bulk_create(runs)


def _as_of(effects: Sequence[Mapping[str, Any]], days: int) -> list[dict[str, Any]]:
    """What was planned so many days ago: its days lie as much earlier."""
    found = []
    for effect in effects:
        values = dict(effect["values"])
        if "on" in values:
            values["on"] = (date.fromisoformat(values["on"]) - timedelta(days=days)).isoformat()
        found.append({**effect, "values": values})
    return found
