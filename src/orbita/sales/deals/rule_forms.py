"""What an administrator types about pipelines, stages and reasons of loss."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from orbita.activities.timeline.models import Kind
from orbita.platform.ui.components import TONES
from orbita.sales.deals.commands import StageTaskDraft
from orbita.sales.deals.models import LossReason, Outcome, Stage
from orbita.sales.deals.requirements import requirements

TONE_NAMES = {
    "gray": pgettext_lazy("colour", "Gray"),
    "blue": pgettext_lazy("colour", "Blue"),
    "violet": pgettext_lazy("colour", "Violet"),
    "pink": pgettext_lazy("colour", "Pink"),
    "red": pgettext_lazy("colour", "Red"),
    "orange": pgettext_lazy("colour", "Orange"),
    "amber": pgettext_lazy("colour", "Amber"),
    "lime": pgettext_lazy("colour", "Lime"),
    "green": pgettext_lazy("colour", "Green"),
    "teal": pgettext_lazy("colour", "Teal"),
}
TASK_ROWS = 3
"""As many tasks at least are offered, and one more than there are."""
STEPS = ("call", "meeting", "letter", "visit", "task")
_Choices = Sequence[tuple[Any, Any]]


class PipelineForm(forms.Form):
    """A pipeline: its name and what holds for it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False, initial=True)
    needs_step = forms.BooleanField(
        label=gettext_lazy("No open deal without a next step"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Such deals are shown as a defect"),
    )


class NewNameForm(forms.Form):
    """The name of something new."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)


class StageRulesForm(forms.Form):
    """A stage with its rules. What makes no sense for an end of the pipeline is left out."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    probability = forms.IntegerField(
        label=gettext_lazy("Probability, %"), min_value=0, max_value=100
    )
    tone = forms.ChoiceField(
        label=gettext_lazy("Colour"), choices=[(tone, TONE_NAMES[tone]) for tone in TONES]
    )
    rot_days = forms.IntegerField(
        label=gettext_lazy("Stands too long after, days"), min_value=1, max_value=999
    )
    required_keys = forms.MultipleChoiceField(
        label=gettext_lazy("Before a deal comes here, must be known"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    moves = forms.MultipleChoiceField(
        label=gettext_lazy("From here a deal may go to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing chosen: to any stage"),
    )

    def __init__(
        self, *arguments: Any, stage: Stage, others: Sequence[Stage], rows: int, **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        keys = [(requirement.key, requirement.label) for requirement in requirements().values()]
        self.fields["required_keys"].choices = keys  # type: ignore[attr-defined]
        if stage.outcome == Outcome.OPEN:
            ways = [(str(other.pk), other.name) for other in others if other.pk != stage.pk]
            self.fields["moves"].choices = ways  # type: ignore[attr-defined]
        else:
            for name in ("probability", "rot_days", "moves"):
                del self.fields[name]
        self.rows = rows if stage.outcome == Outcome.OPEN else 0
        for number in range(self.rows):
            self._add_task(number)

    def _add_task(self, number: int) -> None:
        kinds = [(kind.value, kind.label) for kind in Kind if kind.value in STEPS]
        self.fields[f"task-{number}-subject"] = forms.CharField(
            label=gettext_lazy("What is to be done"), max_length=300, required=False
        )
        self.fields[f"task-{number}-kind"] = forms.ChoiceField(
            label=gettext_lazy("Kind"), choices=kinds, required=False, initial=Kind.TASK
        )
        self.fields[f"task-{number}-days"] = forms.IntegerField(
            label=gettext_lazy("in days"), min_value=0, max_value=365, required=False, initial=1
        )

    @property
    def tasks(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each task: words, kind, days."""
        return [
            (self[f"task-{n}-subject"], self[f"task-{n}-kind"], self[f"task-{n}-days"])
            for n in range(self.rows)
        ]

    def changes(self) -> dict[str, Any]:
        """What `change_stage` is told."""
        given = self.cleaned_data
        names = ("name", "probability", "tone", "rot_days")
        told = {name: given[name] for name in names if name in given}
        told["required"] = given["required_keys"]
        if "moves" in given:
            told["moves"] = [UUID(key) for key in given["moves"]]
            told["tasks"] = [
                StageTaskDraft(
                    given[f"task-{n}-kind"] or Kind.TASK,
                    given[f"task-{n}-subject"],
                    given[f"task-{n}-days"] if given[f"task-{n}-days"] is not None else 1,
                )
                for n in range(self.rows)
            ]
        return told


class RemovalForm(forms.Form):
    """Where the deals of a removed stage go."""

    move_to = forms.ChoiceField(label=gettext_lazy("Its deals go to"))

    def __init__(self, *arguments: Any, others: _Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["move_to"].choices = others  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason of loss, its group, and what it asks for."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    parent = forms.ChoiceField(label=gettext_lazy("Group"), required=False)
    needs_comment = forms.BooleanField(label=gettext_lazy("Asks for a comment"), required=False)
    needs_competitor = forms.BooleanField(
        label=gettext_lazy("Asks for the competitor"), required=False
    )
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False, initial=True)

    def __init__(self, *arguments: Any, groups: Sequence[LossReason], **more: Any) -> None:
        super().__init__(*arguments, **more)
        choices = [("", "—"), *((str(group.pk), group.name) for group in groups)]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the commands are told."""
        given = dict(self.cleaned_data)
        parent = given.pop("parent")
        return given | {"parent_id": UUID(parent) if parent else None}
