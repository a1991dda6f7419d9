"""Own fields in forms: a control for each type, laid out on tabs, shown and required by conditions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from orbita.kit.money import symbol
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.fields.definitions import Definition, Tab
from orbita.platform.fields.models import FieldType, Need
from orbita.platform.fields.queries import own_fields, tabs
from orbita.platform.fields.rules import is_empty, read
from orbita.platform.fields.wording import number
from orbita.platform.filling.naming import names_of, url_of
from orbita.platform.filling.showing import Judge
from orbita.platform.search.fields import RecordField, RecordInput

TYPED = {FieldType.NUMBER: "decimal", FieldType.MONEY: "decimal"}


class OwnFormField(forms.Field):
    """The form's field of a definition; its clean value is as it is stored."""

    def __init__(self, definition: Definition, now: Any = None, *, required: bool = False) -> None:
        self.definition = definition
        unit = symbol(definition.unit)
        label = f"{definition.label}, {unit}" if unit else definition.label
        super().__init__(
            label=label,
            help_text=definition.help,
            required=required,
            widget=_widget(definition, now),
        )

    def prepare_value(self, value: Any) -> Any:
        """A stored number as people write it."""
        if value not in (None, "") and self.definition.type in TYPED:
            return value if isinstance(value, str) else number(value)
        return value

    def clean(self, value: Any) -> Any:
        """The value as it is stored, or an error that says what the field takes."""
        if self.definition.type == FieldType.FILE:
            return value
        if self.definition.type == FieldType.LINK:
            value = RecordField(self.definition.target, required=False).clean(value)
        try:
            found = read(self.definition, value)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if self.required and found is None:
            raise forms.ValidationError(_("Fill in “%(name)s”.") % {"name": self.definition.label})
        return found


@dataclass(frozen=True)
class _File:
    """The file that a field holds, as the control shows it."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, actor: Actor, one: Definition, values: Mapping[str, Any]) -> "_File | None":
        names = names_of(actor, [one], values)
        url = url_of(one, values[one.key], names)
        return cls(names[str(values[one.key])], url) if url else None


def _widget(one: Definition, now: Any) -> forms.Widget:
    match one.type:
        case FieldType.TEXT if one.is_long:
            return forms.Textarea(attrs={"rows": 3})
        case FieldType.NUMBER | FieldType.MONEY:
            return forms.TextInput(attrs={"inputmode": "decimal"})
        case FieldType.DATE:
            return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        case FieldType.FLAG:
            return forms.CheckboxInput()
        case FieldType.CHOICE:
            return forms.Select(choices=[("", "—"), *_options(one, [now])])
        case FieldType.CHOICES:
            return forms.CheckboxSelectMultiple(choices=_options(one, now or []))
        case FieldType.LINK:
            return RecordInput(one.target)
        case FieldType.FILE:
            return forms.ClearableFileInput()
    return forms.TextInput()


def _options(one: Definition, now: Iterable[Any]) -> list[tuple[str, str]]:
    """What may be chosen, with the retired options that the record has."""
    held = set(now)
    return [(o.key, o.label) for o in one.options if not o.retired or o.key in held]


class OwnForm(forms.Form):
    """The own fields of a record of a kind, those that the actor may set.

    `values` are the record's own values, `judge` answers the conditions. Fields whose condition (or
    whose tab's condition) does not hold are not drawn, not required and not changed.
    """

    def __init__(
        self, kind: str, actor: Actor, values: Mapping[str, Any], judge: Judge, **more: Any
    ) -> None:
        more |= {"use_required_attribute": False, "label_suffix": ""}
        super().__init__(**more)
        self.kind = kind
        self.judge = judge
        self.stored = dict(values)
        self.definitions = {one.name: one for one in typed_fields(kind, actor)}
        for name, one in self.definitions.items():
            self.fields[name] = OwnFormField(one, values.get(one.key))
            self.initial.setdefault(name, values.get(one.key))
            if one.type == FieldType.FILE and values.get(one.key):
                self.initial[name] = _File.of(actor, one, values)

    def now(self) -> dict[str, Any]:
        """The own values as they would be saved: what was typed, over what is stored. Where no new
        file was chosen the stored one stands."""
        found = dict(self.stored)
        for name, field in self.fields.items():
            if self.is_bound:
                given = field.widget.value_from_datadict(self.data, self.files, name)
                try:
                    value = field.clean(given)
                except forms.ValidationError:
                    continue
                if value is not None or not isinstance(field.widget, forms.ClearableFileInput):
                    found[name.removeprefix("own.")] = value
        return found

    @property
    def layout(self) -> list[tuple[Tab, list[forms.BoundField]]]:
        """The tabs with the fields to draw, in their order."""
        now = self.now()
        found = []
        for tab in tabs(self.kind):
            if not self.judge.holds(tab.where, now):
                continue
            shown = [
                self[one.name]
                for one in tab.fields
                if one.name in self.fields and self.judge.holds(one.shown_where, now)
            ]
            if shown:
                found.append((tab, shown))
        return found

    @property
    def has_conditions(self) -> bool:
        """Whether what is shown depends on what is typed."""
        fields = any(one.shown_where or one.need_where for one in self.definitions.values())
        return fields or any(tab.where for tab in tabs(self.kind))

    def clean(self) -> dict[str, Any]:
        """Errors of fields that are not shown don't count; what is shown and required is filled."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        now = self.now()
        shown = {bound.name for _tab, fields in self.layout for bound in fields}
        for name, one in self.definitions.items():
            if name not in shown:
                self.errors.pop(name, None)
                given.pop(name, None)
            elif name not in self.errors and self._is_missing(one, given.get(name), now):
                self.add_error(name, _("Fill in “%(name)s”.") % {"name": one.label})
        return given

    def _is_missing(self, one: Definition, value: Any, now: Mapping[str, Any]) -> bool:
        if one.type == FieldType.FILE and value is None:  # nothing new is chosen
            value = self.stored.get(one.key)
        return is_empty(value) and self._is_needed(one, now)

    def _is_needed(self, one: Definition, now: Mapping[str, Any]) -> bool:
        if one.need == Need.WHEN:
            return bool(one.need_where) and self.judge.holds(one.need_where, now)
        return one.need == Need.ALWAYS


def add_own_fields(form: forms.Form, kind: str, actor: Actor) -> None:
    """Ask for own fields in the form of a new record: those that are shown without a condition.

    Their clean values are named «own.f_…», as commands take them.
    """
    asked = [tab for tab in tabs(kind) if not tab.where]
    mine = {one.key for one in typed_fields(kind, actor)}
    for one in (one for tab in asked for one in tab.fields):
        if one.key in mine and not one.shown_where and one.type != FieldType.FILE:
            form.fields[one.name] = OwnFormField(one, required=one.need == Need.ALWAYS)


def own_bound(form: forms.Form) -> list[forms.BoundField]:
    """The own fields of such a form."""
    return [form[name] for name, field in form.fields.items() if isinstance(field, OwnFormField)]


def typed_fields(kind: str, actor: Actor) -> list[Definition]:
    """The own fields of a kind that the actor may fill in."""
    return [
        one for one in own_fields(kind) if not one.is_computed and actor.may_set(kind, one.name)
    ]
