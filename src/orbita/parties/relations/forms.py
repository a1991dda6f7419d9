"""What a human types about relations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.relations import rules
from orbita.parties.relations.models import RelationKind
from orbita.platform.search.fields import RecordField

OUT, IN = "out", "in"
SAID = {
    (RelationKind.OWNS, OUT): _("owns"),
    (RelationKind.OWNS, IN): _("belongs to"),
    (RelationKind.PART_OF, OUT): _("is a part of"),
    (RelationKind.PART_OF, IN): _("has as a part"),
    (RelationKind.REFERRED, OUT): _("was recommended by"),
    (RelationKind.REFERRED, IN): _("recommended"),
    (RelationKind.FAMILY, OUT): _("is family of"),
    (RelationKind.PARTNER, OUT): _("works together with"),
    (RelationKind.WORKS_AT, OUT): _("works at"),
    (RelationKind.WORKS_AT, IN): pgettext_lazy("employs", "has as an employee"),
}
"""How a relation reads from the party on whose page it stands."""


def said(kind: str, outgoing: bool) -> Any:
    """The words of a relation seen from one of its ends."""
    side = OUT if outgoing or kind in rules.TWO_WAY else IN
    return SAID[RelationKind(kind), side]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


class JobForm(forms.Form):
    """What somebody does at a company, and since when."""

    position = forms.CharField(label=_("Position"), max_length=300, required=False)
    decides = forms.BooleanField(label=_("Takes decisions"), required=False)
    since = _day(_("Works there since"))


class NewPersonForm(JobForm):
    """A person of a company: one that is there already, or a new one."""

    other = RecordField("party", label=_("Somebody of the clients"), required=False)
    last_name = forms.CharField(
        label=pgettext_lazy("person", "Last name"), max_length=200, required=False
    )
    first_name = forms.CharField(
        label=pgettext_lazy("person", "First name"), max_length=200, required=False
    )
    middle_name = forms.CharField(
        label=pgettext_lazy("person", "Middle name"), max_length=200, required=False
    )
    phone = forms.CharField(
        label=pgettext_lazy("channel", "Phone"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.CharField(
        label=pgettext_lazy("channel", "E-mail"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email"}),
    )

    field_order = ("last_name", "first_name", "middle_name", "position", "phone", "email")

    @property
    def points(self) -> list[dict[str, str]]:
        """Phone and mail as contact points."""
        typed = {"phone": self.cleaned_data["phone"], "email": self.cleaned_data["email"]}
        return [{"channel": channel, "value": value} for channel, value in typed.items() if value]

    @property
    def person(self) -> dict[str, str]:
        """The name of the new person."""
        names = ("last_name", "first_name", "middle_name")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}

    @property
    def job(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("position", "decides", "since")}


class WorkForm(JobForm):
    """A job of a person: at which company."""

    other = RecordField(
        "party", label=_("Company"), error_messages={"required": _("Choose a company.")}
    )

    @property
    def job(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("position", "decides", "since")}


class TieForm(forms.Form):
    """Any other relation: to whom and of which kind."""

    kind = forms.ChoiceField(label=_("Relation"))
    other = RecordField(
        "party", label=_("Client"), error_messages={"required": _("Choose a client.")}
    )
    since = _day(_("Since"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [
            (f"{one.value}:{side}", words)
            for (one, side), words in SAID.items()
            if one != RelationKind.WORKS_AT
        ]


class ChangeForm(forms.Form):
    """A relation that is there: position and decision for jobs, days for all."""

    position = forms.CharField(label=_("Position"), max_length=300, required=False)
    decides = forms.BooleanField(label=_("Takes decisions"), required=False)
    since = _day(_("Since"))
    until = _day(_("Until"))

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != RelationKind.WORKS_AT:
            del self.fields["position"], self.fields["decides"]
