"""The form of a party: fields by its form before the law, rows, and what the editor had seen."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Self
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from orbita.kit.money import parse_amount
from orbita.parties.directory import rows, rules
from orbita.parties.directory.models import AddressPurpose, Channel, Form, Party, Status
from orbita.parties.directory.queries import owners
from orbita.platform.acts.errors import ChangedMeanwhile, Refusal

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

    def __init__(self, kind: str, *args: Any, owner_id: UUID | None = None, **kwargs: Any) -> None:
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


class Entry:
    """A whole entry: fields, rows, and what was seen when the editing began.

    `seen` keeps the values (as their widgets showed them) and the ids of rows, so that saving knows
    what the editor changed and what others changed meanwhile.
    """

    def __init__(
        self,
        form: PartyForm,
        collections: Mapping[str, list[dict[str, Any]]],
        seen: Mapping[str, Any] | None = None,
    ) -> None:
        self.form = form
        self.rows = dict(collections)
        self.seen: dict[str, Any] = dict(seen or {})
        self.faults: dict[str, str] = {}

    @classmethod
    def blank(cls, kind: str, given: QueryDict, owner_id: UUID | None) -> Self:
        """A new party, with what is known of it in the address (name, phone, inn …)."""
        known = {name: given[name] for name in rules.FIELDS[kind] if given.get(name)}
        form = PartyForm(kind, initial={"owner": owner_id, **known}, owner_id=owner_id)
        points = [
            rows.POINTS.new(value=given.get("phone", "")),
            rows.POINTS.new(channel="email", value=given.get("email", "")),
        ]
        typed = rows.POINTS.typed(given)
        return cls(form, {"point": typed or points, "address": [], "account": []})

    @classmethod
    def of(cls, party: Party) -> Self:
        """The party as it is stored. Five statements."""
        names = (*rules.FIELDS[party.form], "owner_id")
        initial = {name.removesuffix("_id"): getattr(party, name) for name in names}
        form = PartyForm(party.form, initial=initial, owner_id=party.owner_id)
        stored = {kind.key: kind.stored(party) for kind in rows.KINDS}
        seen: dict[str, Any] = {bound.name: _plain(bound.value()) for bound in form}
        ids = {key: [row["id"] for row in found] for key, found in stored.items()}
        return cls(form, stored, {"values": seen, "rows": ids})

    @classmethod
    def typed(cls, kind: str, data: QueryDict, owner_id: UUID | None) -> Self:
        """What was sent, after the button of a row that may have been pressed."""
        form = PartyForm(kind, data, owner_id=owner_id)
        typed = {one.key: rows.after_press(one, one.typed(data), data) for one in rows.KINDS}
        return cls(form, typed, _seen(data))

    def redrawn(self) -> Self:
        """The same for another look at it: what was typed stays, nothing is called wrong yet."""
        data = self.form.data
        initial = {name: data.get(name, "") for name in self.form.fields}
        form = PartyForm(self.form.kind, initial=initial, owner_id=_key(data.get("owner", "")))
        return type(self)(form, self.rows, self.seen)

    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values; line ends as the database has them."""
        return {name: _unix(value) for name, value in self.form.cleaned_data.items()}

    @property
    def filled(self) -> dict[str, Any]:
        """The values of a new party, without the empty ones."""
        return {name: value for name, value in self.values.items() if value not in ("", None)}

    def changes(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The fields that the editor changed, and what he had seen in them."""
        before = {name: self._before(name) for name in self.form.fields}
        changed = {name: value for name, value in self.values.items() if value != before[name]}
        return changed, {name: before[name] for name in changed}

    def _before(self, name: str) -> Any:
        try:
            return _unix(self.form.fields[name].clean(self.seen.get("values", {}).get(name, "")))
        except ValidationError:
            return None

    @property
    def collections(self) -> dict[str, list[dict[str, Any]]]:
        """The rows by the names that commands know."""
        return {kind.collection: self.rows[kind.key] for kind in rows.KINDS}

    @property
    def points(self) -> list[dict[str, Any]]:
        """Contact points for the page: the first of each channel is the main one."""
        channels: set[str] = set()
        shown = []
        for row in self.rows["point"]:
            shown.append({**row, "is_main": row["channel"] not in channels})
            channels.add(row["channel"])
        return shown

    @property
    def seen_rows(self) -> dict[str, Sequence[int]]:
        ids = self.seen.get("rows", {})
        return {kind.collection: ids.get(kind.key, []) for kind in rows.KINDS}

    @property
    def seen_text(self) -> str:
        """What was seen, for the hidden field."""
        return json.dumps(self.seen, ensure_ascii=False)

    def refuse(self, refusal: Refusal, now: Party | None = None) -> None:
        """Put a refusal where the user looks: at its field, above its rows, or above the form.

        After a change by somebody else the other's value counts as seen: saving again replaces it.
        """
        field = refusal.field or ""
        if isinstance(refusal, ChangedMeanwhile) and now is not None:
            name = Party.field(field).name
            current = PartyForm(now.form, initial={name: _raw(now, name)}, owner_id=now.owner_id)
            self.seen["values"][name] = _plain(current[name].value())
        if field in self.form.fields:
            self.form.add_error(field, str(refusal))
        elif found := _SECTIONS.get(field):
            self.faults[found] = str(refusal)
        else:
            self.form.add_error(None, str(refusal))


_SECTIONS = {
    "contact_points": "point",
    "bik": "account",
    "account": "account",
    "correspondent": "account",
}
CHANNELS = Channel.choices
PURPOSES = AddressPurpose.choices


def _seen(data: QueryDict) -> dict[str, Any]:
    """The hidden field again; whatever is not of its shape is left out."""
    try:
        found = json.loads(data.get("seen") or "{}")
        return {
            "values": {str(name): str(value) for name, value in found.get("values", {}).items()},
            "rows": {
                str(key): [int(pk) for pk in ids] for key, ids in found.get("rows", {}).items()
            },
        }
    except (ValueError, TypeError, AttributeError):
        return {"values": {}, "rows": {}}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _raw(party: Party, name: str) -> Any:
    return getattr(party, Party.field(name).attname)


def _unix(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
