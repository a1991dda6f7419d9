"""What a human says about a hand-over."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.lists.queries import views_of
from orbita.platform.lists.slots import screens
from orbita.sales.handover.models import Split
from orbita.sales.handover.planning import Wanted


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Colleagues as ticks, in the order of their names."""

    def __init__(self, **more: Any) -> None:
        super().__init__(User.objects.none(), widget=forms.CheckboxSelectMultiple, **more)


def colleagues() -> Any:
    """Those who can receive something."""
    return User.objects.active().order_by("first_name", "last_name")


class TermsForm(forms.Form):
    """How it is handed over: with which words, until when."""

    note = forms.CharField(
        label=_("What to know"),
        help_text=_("The new owner reads it first; it stays on the timeline of each client."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=_("Give back on"),
        help_text=_("For a vacation. What is still theirs on that day goes back by itself."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class OneForm(TermsForm):
    """A record goes to one colleague."""

    receiver = forms.ModelChoiceField(User.objects.none(), label=_("To whom"))
    field_order = ("receiver", "note", "until")

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["receiver"].queryset = colleagues()  # type: ignore[attr-defined]


class ManyForm(TermsForm):
    """Chosen clients go to one colleague or to several."""

    receivers = PeopleField(label=_("To whom"))
    split = forms.ChoiceField(
        label=_("How to divide"), choices=Split.choices, initial=Split.EVENLY,
        widget=forms.RadioSelect,
    )  # fmt: skip
    field_order: Sequence[str] = ("receivers", "split", "note", "until")

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["receivers"].queryset = colleagues()  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        """The arguments of the command besides what goes."""
        given: Mapping[str, Any] = self.cleaned_data
        return terms_of([user.pk for user in given["receivers"]], given)


def terms_of(receivers: list[UUID], given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of the command besides what goes."""
    until: date | None = given["until"]
    return {
        "receivers": receivers,
        "split": given.get("split", Split.EVENLY),
        "note": given["note"],
        "until": until,
    }


class BookForm(ManyForm):
    """A whole book: whose, which of its clients, to whom."""

    giver = forms.ModelChoiceField(User.objects.none(), label=_("From whom"))
    view = forms.ChoiceField(
        label=_("Only clients of the view"), required=False,
        help_text=_("Without a view all goes: clients, open deals, planned steps."),
    )  # fmt: skip
    field_order = (
        "giver",
        "view",
        "receivers",
        "split",
        "note",
        "until",
    )

    def __init__(self, actor: Actor, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        everybody = User.objects.order_by("-is_active", "first_name", "last_name")
        self.fields["giver"].queryset = everybody  # type: ignore[attr-defined]
        screen = screens["party"]
        self.conditions = {view.key: view.where for view in screen.all_views}
        names = [(view.key, str(view.label)) for view in screen.all_views]
        for view in views_of(actor, "party"):
            self.conditions[str(view.pk)] = view.query.get("where", "")
            names.append((str(view.pk), view.name))
        self.fields["view"].choices = [("", _("the whole book")), *names]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is to go."""
        given = self.cleaned_data
        return Wanted(giver_id=given["giver"].pk, condition=self.conditions.get(given["view"], ""))
