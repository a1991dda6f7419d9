"""The form of a rule: when, if, then. Its parameters come from the slots."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.activities.scenarios.commands import RuleDraft
from orbita.activities.scenarios.models import Rule
from orbita.activities.scenarios.slots import (
    Parameter,
    RuleKind,
    actions,
    options,
    triggers,
)
from orbita.platform.conditions.tree import dump
from orbita.platform.lists.filter_form import read_form

MOST_ACTIONS = 8
_PLACE = re.compile(r"^then-(\d+)-action$")


class RuleForm(forms.Form):
    """Name, board and trigger of a rule."""

    name = forms.CharField(
        label=pgettext_lazy("rule", "Name"),
        max_length=200,
        required=False,
        help_text=_("Left empty, it is called by what it does."),
    )
    shelf = forms.ChoiceField(label=_("For"), required=False)
    trigger = forms.ChoiceField(label=pgettext_lazy("rule", "When"))
    is_on = forms.BooleanField(label=_("Switched on"), required=False)

    def __init__(self, kind: RuleKind, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        shelves = list(kind.shelves())
        self.fields["shelf"].choices = [("", _("all pipelines")), *shelves]  # type: ignore[attr-defined]
        if len(shelves) < 2:
            del self.fields["shelf"]
        self.fields["trigger"].choices = [  # type: ignore[attr-defined]
            (one.key, one.label) for one in triggers if kind.key in one.kinds
        ]


class ParametersForm(forms.Form):
    """What a trigger or an action asks for."""

    def __init__(
        self, parameters: Sequence[Parameter], kind: str, *arguments: Any, **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        for one in parameters:
            self.fields[one.key] = _field(one, kind)

    def said(self) -> dict[str, Any]:
        """The parameters as plain values."""
        return dict(self.cleaned_data)


def _field(one: Parameter, kind: str) -> forms.Field:
    common: dict[str, Any] = {
        "label": one.label,
        "required": one.required,
        "initial": one.initial,
        "help_text": one.hint,
    }
    if one.type == "days":
        return forms.IntegerField(min_value=0, max_value=3650, **common)
    if one.type in ("choice", "who"):
        return forms.ChoiceField(choices=options(one, kind), **common)
    return forms.CharField(max_length=500, **common)


@dataclass
class ActionLines:
    """One action of the form: its place, its key, its parameters."""

    place: int
    key: str
    form: ParametersForm

    @property
    def name(self) -> str:
        return f"then-{self.place}"


@dataclass
class Written:
    """The whole form as it was written: bound when somebody has sent it."""

    kind: RuleKind
    head: RuleForm
    when: ParametersForm
    then: list[ActionLines]
    where: str

    def is_valid(self) -> bool:
        """Whether all its parts are; every part is asked, so that all errors are shown."""
        return all(
            [
                self.head.is_valid(),
                self.when.is_valid(),
                *(one.form.is_valid() for one in self.then),
            ]
        )

    def draft(self) -> RuleDraft:
        """What it says; ask only when it is valid."""
        head = self.head.cleaned_data
        return RuleDraft(
            kind=self.kind.key,
            trigger=head["trigger"],
            said=self.when.said(),
            actions=[(one.key, one.form.said()) for one in self.then],
            condition=self.where,
            name=head["name"],
            shelf=head.get("shelf", ""),
            is_on=head["is_on"],
        )


def offered_actions(kind: str) -> list[tuple[str, Any]]:
    """The actions that this kind of records has."""
    return [(one.key, one.label) for one in actions if not one.kinds or kind in one.kinds]


def blank(kind: RuleKind, given: Mapping[str, str]) -> Written:
    """A new rule's form: with the stage of the column from which it was opened."""
    key = given.get("trigger") or (
        "deal-stage" if given.get("stage") and "deal-stage" in triggers else ""
    )
    key = key or next(one.key for one in triggers if kind.key in one.kinds)
    head = RuleForm(kind, initial={"trigger": key, "shelf": given.get("shelf", ""), "is_on": True})
    when = ParametersForm(
        triggers[key].parameters, kind.key, prefix="when", initial={"stage": given.get("stage", "")}
    )
    first = offered_actions(kind.key)[0][0]
    return Written(kind, head, when, [_line(kind, 0, first)], "")


def of_rule(kind: RuleKind, rule: Rule) -> Written:
    """The form of a rule as it is."""
    now = {"name": rule.name, "shelf": rule.shelf, "trigger": rule.trigger, "is_on": rule.is_on}
    trigger = triggers.get(rule.trigger)
    parameters = trigger.parameters if trigger else ()
    lines = [
        _line(kind, place, key, said)
        for place, (key, said) in enumerate(rule.actions)
        if key in actions
    ]
    when = ParametersForm(parameters, kind.key, prefix="when", initial=rule.said)
    return Written(kind, RuleForm(kind, initial=now), when, lines, rule.condition)


def _line(
    kind: RuleKind, place: int, key: str, said: Mapping[str, Any] | None = None
) -> ActionLines:
    form = ParametersForm(
        actions[key].parameters,
        kind.key,
        prefix=f"then-{place}",
        initial=dict(said) if said else None,
    )
    return ActionLines(place, key, form)


def of_post(kind: RuleKind, data: QueryDict) -> Written:
    """The form as it was sent."""
    head = RuleForm(kind, data)
    trigger = triggers.get(data.get("trigger", ""))
    parameters = trigger.parameters if trigger and kind.key in trigger.kinds else ()
    when = ParametersForm(parameters, kind.key, data, prefix="when")
    known = dict(offered_actions(kind.key))
    then = []
    for place in places(data):
        key = data.get(f"then-{place}-action", "")
        if key in known:
            form = ParametersForm(actions[key].parameters, kind.key, data, prefix=f"then-{place}")
            then.append(ActionLines(place, key, form))
    return Written(kind, head, when, then, dump(read_form(data, kind.key)))


def places(data: QueryDict) -> list[int]:
    """The places of the actions in the form that was sent."""
    found = [int(match[1]) for name in data if (match := _PLACE.match(name))]
    return sorted(found)[:MOST_ACTIONS]


def redrawn(kind: RuleKind, data: QueryDict) -> Written:
    """The form again while it is being written: another trigger or action, one more or one less.
    What was typed stays and nothing is held against it."""
    written = of_post(kind, data)
    trigger = triggers.get(data.get("trigger", ""))
    parameters = trigger.parameters if trigger else ()
    written.when = ParametersForm(
        parameters, kind.key, prefix="when", initial=_typed(data, "when", parameters)
    )
    gone = data.get("remove", "")
    lines = []
    for one in written.then:
        if str(one.place) == gone:
            continue
        typed = _typed(data, one.name, actions[one.key].parameters)
        lines.append(_line(kind, one.place, one.key, typed))
    if "add" in data and len(lines) < MOST_ACTIONS:
        place = max((one.place for one in lines), default=-1) + 1
        lines.append(_line(kind, place, offered_actions(kind.key)[0][0]))
    written.then = lines
    return written


def _typed(data: QueryDict, prefix: str, parameters: Sequence[Parameter]) -> dict[str, Any]:
    sent = {one.key: data.get(f"{prefix}-{one.key}") for one in parameters}
    return {
        one.key: sent[one.key] if sent[one.key] is not None else one.initial for one in parameters
    }
