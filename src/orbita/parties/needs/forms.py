"""What a human types about needs."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.needs.models import Importance, Need, NeedTopic, State
from orbita.parties.needs.queries import topics


def _topics() -> list[tuple[str, str]]:
    found = [(str(topic.id), f"{' ' * topic.depth}{topic.name}") for topic in topics()]
    return [("", "—"), *found]


class NeedForm(forms.Form):
    """A need, as it was heard."""

    topic = forms.TypedChoiceField(
        label=pgettext_lazy("need", "Topic"), required=False, coerce=UUID, empty_value=None
    )
    words = forms.CharField(
        label=_("What is needed"),
        max_length=300,
        required=False,
        help_text=_("In few words. Without them the topic says it."),
    )
    budget = forms.DecimalField(
        label=_("Budget"), required=False, min_value=0, max_digits=18, decimal_places=2
    )
    wanted_by = forms.DateField(
        label=_("Wanted by"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    importance = forms.TypedChoiceField(
        label=_("Importance"),
        choices=Importance.choices,
        initial=Importance.MIDDLE,
        coerce=int,
        widget=forms.RadioSelect,
    )
    quote = forms.CharField(
        label=_("In the client’s words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = _topics()  # type: ignore[attr-defined]


class ChangeForm(NeedForm):
    """The same, and what became of it."""

    state = forms.ChoiceField(label=_("State"), choices=State.choices, widget=forms.RadioSelect)

    @staticmethod
    def of(row: Need) -> dict[str, Any]:
        """What the form of a need starts with."""
        names = ("words", "budget", "wanted_by", "importance", "quote", "state")
        return {"topic": row.topic_id} | {name: getattr(row, name) for name in names}


class TopicForm(forms.Form):
    """A topic of needs."""

    name = forms.CharField(label=pgettext_lazy("need", "Topic"), max_length=200)
    parent = forms.TypedChoiceField(
        label=_("Part of"), required=False, coerce=UUID, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = _topics()  # type: ignore[attr-defined]

    @staticmethod
    def of(row: NeedTopic) -> dict[str, Any]:
        """What the form of a topic starts with."""
        return {"name": row.name, "parent": row.parent_id}


class StateForm(forms.Form):
    """What became of the chosen needs."""

    state = forms.ChoiceField(label=_("State"), choices=State.choices)
