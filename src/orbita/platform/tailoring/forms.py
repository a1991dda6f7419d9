"""The forms of the builder: a field, whose parts depend on its type, and a tab."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from orbita.kit.identities import uuid_or_none
from orbita.platform.conditions.formulas import FormulaFault
from orbita.platform.conditions.tree import dump
from orbita.platform.fields.models import FieldType, Need, OwnField
from orbita.platform.lists.filter_form import read_form
from orbita.platform.tailoring.formulas import checked, text_of
from orbita.platform.tailoring.types import changeable

LISTS = (FieldType.CHOICE, FieldType.CHOICES)
BOUNDED = (FieldType.NUMBER, FieldType.MONEY, FieldType.DATE)
NEEDED_AT, SHOWN_AT = "0", "1"
"""Places of the two conditions in the form of a field."""
MOST_OPTIONS = 500
TICKS = ("is_filter", "is_column", "is_searched", "is_personal")


class FieldForm(forms.Form):
    """A field of a type: what the type has and no more."""

    label = forms.CharField(label=pgettext_lazy("field", "Name"), max_length=200)
    help = forms.CharField(
        label=gettext_lazy("Help"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Stands below the field in the form."),
    )
    tab = forms.ChoiceField(label=gettext_lazy("Tab"), required=False)

    def __init__(
        self,
        field: OwnField,
        tabs: Sequence[tuple[str, str]],
        targets: Sequence[tuple[str, str]],
        *arguments: Any,
        **more: Any,
    ) -> None:
        more |= {"use_required_attribute": False, "label_suffix": ""}
        super().__init__(*arguments, **more)
        self.field, self.type = field, FieldType(field.type)
        self.fields["tab"].choices = [("", _("without a tab")), *tabs]  # type: ignore[attr-defined]
        if len(changeable(field.type)) > 1:
            types = [(one.key, one.label) for one in changeable(field.type)]
            self.fields["type"] = forms.ChoiceField(label=_("Type"), choices=types)
        for name, made in _of_type(self.type, targets).items():
            self.fields[name] = made
        self.order_fields(["label", "type", *_of_type(self.type, targets), "help", "tab"])
        for name, value in _initial(field).items():
            self.initial.setdefault(name, value)

    @property
    def needs(self) -> bool:
        """Whether somebody fills the field in, so that it can be required."""
        return "need" in self.fields

    def clean(self) -> dict[str, Any]:
        """A formula is read; what is wrong with it stands at its place."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.type == FieldType.FORMULA and given.get("formula"):
            try:
                found = checked(given["formula"], self.field.kind, self.field.key)
            except FormulaFault as fault:
                self.add_error("formula", fault.sentence)
            else:
                given |= found.values
        return given

    def values(self, data: QueryDict) -> dict[str, Any]:
        """The columns of the field as the form says them."""
        given = self.cleaned_data
        plain = ("label", "help", "target", "unit", "is_long", "formula", "result", "need", *TICKS)
        found = {name: given[name] for name in plain if name in given}
        found |= {"type": given.get("type") or str(self.type)}
        found["tab_id"] = uuid_or_none(given["tab"])
        found["shown_where"] = dump(read_form(data, self.field.kind, SHOWN_AT))
        if self.needs:
            found["need_where"] = dump(read_form(data, self.field.kind, NEEDED_AT))
        if self.type in LISTS:
            found["options"] = options_said(data)
        found["limits"] = {
            name: given[f"limit_{name}"]
            for name in ("from", "to", "length", "mask")
            if given.get(f"limit_{name}") not in (None, "")
        }
        return found


def _of_type(kind: FieldType, targets: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    """The form fields that a type has besides name, help and tab."""
    found: dict[str, forms.Field] = {}
    if kind == FieldType.LINK:
        found["target"] = forms.ChoiceField(label=_("Leads to"), choices=targets)
    if kind == FieldType.FORMULA:
        found["formula"] = forms.CharField(
            label=_("Formula"), widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})
        )
    if kind in LISTS:
        found["new_options"] = _text(
            _("Options to add"), _("One a line."), widget=forms.Textarea(attrs={"rows": 4})
        )
    if kind in (FieldType.NUMBER, FieldType.FORMULA):
        found["unit"] = _text(_("Unit"), _("Pieces, km, %: stands after the number."), 20)
    if kind == FieldType.MONEY:
        found["unit"] = _text(_("Currency"), _("Three letters, such as RUB or USD."), 3)
    found |= _limits(kind)
    if kind not in (FieldType.FORMULA, FieldType.FILE, FieldType.FLAG):
        found["need"] = forms.ChoiceField(
            label=_("Required"), choices=Need.choices, widget=forms.RadioSelect, initial=Need.NEVER
        )
    found["is_column"] = _tick(_("Show in the list at once"))
    if kind != FieldType.FILE:
        found["is_filter"] = _tick(_("Filter and sort quickly: keep an index"))
    if kind in (FieldType.TEXT, FieldType.NUMBER, *LISTS):
        found["is_searched"] = _tick(_("Find records by it"))
    found["is_personal"] = _tick(_("Personal data"))
    return found


def _limits(kind: FieldType) -> dict[str, forms.Field]:
    if kind == FieldType.TEXT:
        mask = _("9 is a digit, A a letter, * any sign: AA-999. All else stands for itself.")
        return {
            "is_long": _tick(_("Several lines")),
            "limit_length": forms.IntegerField(
                label=_("Longest, signs"), required=False, min_value=1, max_value=10_000
            ),
            "limit_mask": _text(_("Looks like"), mask, 100),
        }
    if kind not in BOUNDED:
        return {}
    attrs = {"type": "date"} if kind == FieldType.DATE else {"inputmode": "decimal"}
    return {
        "limit_from": _text(_("Not below"), widget=forms.TextInput(attrs=attrs)),
        "limit_to": _text(_("Not above"), widget=forms.TextInput(attrs=attrs)),
    }


def _text(label: str, hint: str = "", longest: int = 20_000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=longest, required=False, **more)


def _tick(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def _initial(field: OwnField) -> dict[str, Any]:
    """What the form shows of a field."""
    names = ("label", "help", "type", "target", "unit", "is_long", "need", *TICKS)
    found = {name: getattr(field, name) for name in names}
    found["tab"] = str(field.tab_id or "")
    found["formula"] = text_of(field)
    return found | {f"limit_{name}": value for name, value in field.limits.items()}


def options_said(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options as the form says them: those there are, in their order, and new ones, one a line."""
    assert isinstance(data, QueryDict)
    retired = set(data.getlist("option_retired"))
    keys, labels = data.getlist("option_key"), data.getlist("option_label")
    tones = data.getlist("option_tone")
    found: list[dict[str, Any]] = [
        {"key": key, "label": label, "tone": tone, "retired": key in retired}
        for key, label, tone in zip(keys, labels, tones, strict=False)
    ]
    known = {one["label"].strip().casefold() for one in found}
    for line in data.get("new_options", "").splitlines():
        label = " ".join(line.split())
        if label and label.casefold() not in known:
            known.add(label.casefold())
            found.append({"label": label[:200], "tone": ""})
    return found[:MOST_OPTIONS]


class TabForm(forms.Form):
    """A tab: its name; its condition is drawn beside."""

    label = forms.CharField(label=pgettext_lazy("tab", "Name"), max_length=200)
    is_on = forms.BooleanField(
        label=gettext_lazy("Shown"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Switched off, it is on no page; the values stay."),
    )

    def __init__(self, *arguments: Any, **more: Any) -> None:
        more |= {"use_required_attribute": False, "label_suffix": ""}
        super().__init__(*arguments, **more)
