"""An entry in the making: the form, its rows, and what the editor had seen when he began."""

import json
from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import QueryDict

from orbita.parties.directory import rows, rules
from orbita.parties.directory.forms import PartyForm
from orbita.parties.directory.meanwhile import Seen
from orbita.parties.directory.models import AddressPurpose, Channel, Party
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import ChangedMeanwhile, Refusal


class Entry:
    """A whole entry: fields, rows, and what was seen when the editing began.

    `seen` keeps the values (as their widgets showed them) and the rows by id, so that saving knows
    what the editor changed and what others changed meanwhile.
    """

    def __init__(
        self,
        form: PartyForm,
        collections: Mapping[str, list[dict[str, Any]]],
        seen: Mapping[str, Any] | None = None,
        actor: Actor = SYSTEM,
    ) -> None:
        self.form = form
        self.rows = {
            kind.key: collections[kind.key]
            for kind in rows.KINDS
            if actor.may_set("party", kind.collection)
        }
        self.actor = actor
        self.seen: dict[str, Any] = dict(seen or {})
        self.faults: dict[str, str] = {}

    @classmethod
    def blank(
        cls, kind: str, given: QueryDict, owner_id: UUID | None, actor: Actor = SYSTEM
    ) -> Self:
        """A new party, with what is known of it in the address (name, phone, inn …)."""
        known = {name: given[name] for name in rules.FIELDS[kind] if given.get(name)}
        initial = {"owner": owner_id, **known}
        form = PartyForm(kind, initial=initial, owner_id=owner_id, actor=actor, is_new=True)
        points = [
            rows.POINTS.new(value=given.get("phone", "")),
            rows.POINTS.new(channel="email", value=given.get("email", "")),
        ]
        typed = rows.POINTS.typed(given)
        return cls(form, {"point": typed or points, "address": [], "account": []}, actor=actor)

    @classmethod
    def of(cls, party: Party, actor: Actor = SYSTEM) -> Self:
        """The party as it is stored, as far as the actor may see it. Five statements."""
        names = (*rules.FIELDS[party.form], "owner_id")
        initial = {name.removesuffix("_id"): getattr(party, name) for name in names}
        form = PartyForm(party.form, initial=initial, owner_id=party.owner_id, actor=actor)
        stored = {
            kind.key: kind.stored(party) if actor.may_set("party", kind.collection) else []
            for kind in rows.KINDS
        }
        seen: dict[str, Any] = {bound.name: _plain(bound.value()) for bound in form}
        return cls(form, stored, {"values": seen, "rows": _shown(stored)}, actor)

    @classmethod
    def typed(
        cls,
        kind: str,
        data: QueryDict,
        owner_id: UUID | None,
        actor: Actor = SYSTEM,
        party: Party | None = None,
    ) -> Self:
        """What was sent, after the button of a row that may have been pressed."""
        initial = {name: getattr(party, name) for name in rules.FIELDS[kind]} if party else None
        form = PartyForm(
            kind, data, initial=initial, owner_id=owner_id, actor=actor, is_new=party is None
        )
        typed = {one.key: rows.after_press(one, one.typed(data), data) for one in rows.KINDS}
        return cls(form, typed, _seen(data), actor)

    def redrawn(self) -> Self:
        """The same for another look at it: what was typed stays, nothing is called wrong yet."""
        data = self.form.data
        initial = {name: data.get(name, "") for name in self.form.fields}
        form = PartyForm(
            self.form.kind,
            initial=initial,
            owner_id=_key(data.get("owner", "")),
            actor=self.actor,
            is_new=not self.seen,
        )
        every = {kind.key: self.rows.get(kind.key, []) for kind in rows.KINDS}
        return type(self)(form, every, self.seen, self.actor)

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
        changed = {
            name: value
            for name, value in self.values.items()
            if value != before[name] and not self.form.fields[name].disabled
        }
        return changed, {name: before[name] for name in changed}

    def _before(self, name: str) -> Any:
        try:
            return _unix(self.form.fields[name].clean(self.seen.get("values", {}).get(name, "")))
        except ValidationError:
            return None

    @property
    def collections(self) -> dict[str, list[dict[str, Any]]]:
        """The rows by the names that commands know."""
        return {
            kind.collection: self.rows[kind.key] for kind in rows.KINDS if kind.key in self.rows
        }

    @property
    def points(self) -> list[dict[str, Any]]:
        """Contact points for the page: the first of each channel is the main one."""
        channels: set[str] = set()
        shown = []
        for row in self.rows.get("point", []):
            shown.append({**row, "is_main": row["channel"] not in channels})
            channels.add(row["channel"])
        return shown

    @property
    def seen_rows(self) -> dict[str, Seen]:
        found = self.seen.get("rows", {})
        return {kind.collection: found.get(kind.key, {}) for kind in rows.KINDS}

    @property
    def seen_text(self) -> str:
        """What was seen, for the hidden field."""
        return json.dumps(self.seen, ensure_ascii=False)

    def refuse(self, refusal: Refusal, now: Party | None = None) -> None:
        """Put a refusal where the user looks: at its field, above its rows, or above the form.

        After a change by somebody else the other's value counts as seen: saving again replaces it.
        """
        field = refusal.field or ""
        theirs = now if isinstance(refusal, ChangedMeanwhile) else None
        if theirs and field in self.form.fields:
            name = Party.field(field).name
            current = PartyForm(
                theirs.form, initial={name: _raw(theirs, name)}, owner_id=theirs.owner_id
            )
            self.seen["values"][name] = _plain(current[name].value())
        if field in self.form.fields:
            self.form.add_error(field, str(refusal))
        elif found := _SECTIONS.get(field):
            self.faults[found] = str(refusal)
            if theirs:
                self._see_rows(theirs, found)
        else:
            self.form.add_error(None, str(refusal))

    def _see_rows(self, now: Party, key: str) -> None:
        """The rows of this kind that were seen count as seen the way they are now."""
        [kind] = [one for one in rows.KINDS if one.key == key]
        known = self.seen["rows"].get(key, {})
        fresh = _shown({key: kind.stored(now)})[key]
        self.seen["rows"][key] = {pk: fresh[pk] for pk in known if pk in fresh}


_SECTIONS = {
    **{kind.collection: kind.key for kind in rows.KINDS},
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
                kind.key: {
                    int(pk): {name: str(values[name]) for name in kind.fields if name in values}
                    for pk, values in found.get("rows", {}).get(kind.key, {}).items()
                }
                for kind in rows.KINDS
            },
        }
    except (ValueError, TypeError, AttributeError):
        return {"values": {}, "rows": {}}


def _shown(stored: Mapping[str, list[dict[str, Any]]]) -> dict[str, dict[int, dict[str, str]]]:
    """What stands in the rows, by kind and id."""
    return {
        key: {
            row["id"]: {name: _plain(value) for name, value in row.items() if name != "id"}
            for row in found
        }
        for key, found in stored.items()
    }


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
