"""The form of a party: its fields by what it is before the law."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from orbita.kit.money import parse_amount
from orbita.parties.directory import rules
from orbita.parties.directory.models import Form, Party, Status
from orbita.parties.directory.queries import owners
from orbita.platform.acts.actor import Actor
from orbita.platform.filling.forms import add_own_fields
from orbita.platform.records.hidden import fit_form

REQUISITES = ("inn", "kpp", "ogrn")
FIRST_OF_NEW = (*rules.NAME_PARTS, "inn", "city")
"""What a new party is asked for at once, after its name; the rest waits behind «More fields»."""
ATTRIBUTES: dict[str, dict[str, str]] = {
    "inn": {"inputmode": "numeric", "autocomplete": "off"},
    "kpp": {"autocomplete": "off"},
    "ogrn": {"inputmode": "numeric", "autocomplete": "off"},
    "site": {"inputmode": "url"},
    "employees": {"inputmode": "numeric"},
    "founded_in": {"inputmode": "numeric"},
    "revenue": {"inputmode": "decimal"},
}


class AmountField(forms.DecimalField):
    """A sum in any of the usual spellings: «1 200 000,50», «4,2 млн»."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        amount = parse_amount(value)
        if amount is None:
            raise ValidationError(_("Enter a sum in figures, such as 1 200 000."))
        return amount


class StatusField(forms.ChoiceField):
    """The state of a party; one that was not asked for is new."""

    def clean(self, value: Any) -> Any:
        return super().clean(value or Status.NEW)


class PartyForm(forms.Form):
    """The fields that this form of party has, with the labels and lengths of the model."""

    def __init__(
        self,
        kind: str,
        *args: Any,
        owner_id: UUID | None = None,
        actor: Actor | None = None,
        is_new: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs |= {"use_required_attribute": False, "label_suffix": ""}
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in rules.FIELDS[kind]:
            self.fields[name] = _field(name, kind)
        self.fields["owner"] = forms.TypedChoiceField(
            label=_("Owner"),
            required=False,
            coerce=UUID,
            empty_value=None,
            choices=[("", "—"), *owners(owner_id)],
        )
        if actor is not None and is_new:
            add_own_fields(self, "party", actor)
        if actor is not None:
            fit_form(self, actor, "party", is_new=is_new)

    def group(self, *names: str) -> list[forms.BoundField]:
        """These fields, as far as this form has them."""
        return [self[name] for name in self.fields if name in names]

    @property
    def main(self) -> list[forms.BoundField]:
        return self.group("name", "full_name", *rules.NAME_PARTS, "status", "source", "owner")

    @property
    def requisites(self) -> list[forms.BoundField]:
        return self.group(*REQUISITES)

    @property
    def more(self) -> list[forms.BoundField]:
        shown = {bound.name for bound in (*self.main, *self.requisites)}
        return [self[name] for name in self.fields if name not in shown]

    @property
    def first(self) -> list[forms.BoundField]:
        """What a new party is asked for at once."""
        names = (*FIRST_OF_NEW, *(("name",) if self.kind == rules.ORGANISATION else ()))
        return self.group(*names)

    @property
    def later(self) -> list[forms.BoundField]:
        first = {bound.name for bound in self.first}
        return [self[name] for name in self.fields if name not in first]

    @property
    def has_later_errors(self) -> bool:
        return any(bound.errors for bound in self.later)


def _field(name: str, kind: str) -> forms.Field:
    if name == "revenue":
        field: forms.Field = AmountField(label=_("Yearly revenue"), min_value=0)
    elif name == "status":
        field = StatusField(label=_("State"), choices=Status.choices, initial=Status.NEW)
    elif name in REQUISITES:
        field = forms.CharField(label=_label(name, kind))
    else:
        field = Party.field(name).formfield() or forms.CharField()
    field.required = name == "status" or (name == "name" and kind == Form.ORGANISATION)
    if name == "name" and kind == Form.SOLE_TRADER:
        field.label = _("Trade name")
        field.help_text = _("Left empty, the client is called by the full name.")
    if name == "born_on":
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    if name == "note":
        field.widget.attrs["rows"] = 3
    field.widget.attrs.update(ATTRIBUTES.get(name, {}))
    return field


def _label(name: str, kind: str) -> Any:
    if name == "ogrn":
        return _("OGRN") if kind == Form.ORGANISATION else _("OGRNIP")
    return Party.field(name).verbose_name
