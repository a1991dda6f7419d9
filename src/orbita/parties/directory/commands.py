"""What is done with parties."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.parties.directory import parts, rules
from orbita.parties.directory.errors import (
    FieldOfOtherForm,
    PartyNeedsName,
    PersonNeedsName,
    RequisiteIsWrong,
)
from orbita.parties.directory.events import PartiesChanged, PartyAdded
from orbita.parties.directory.meanwhile import Seen, reconciled
from orbita.parties.directory.models import (
    Address,
    BankAccount,
    ContactPoint,
    Form,
    Party,
    ValueOrigin,
)
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.fields.queries import is_own
from orbita.platform.records.changing import bin_rows, change_rows, lock_rows, restore_rows
from orbita.platform.records.hidden import refuse_restricted
from orbita.platform.records.own_values import own_of_new

EDITABLE = {field for fields in rules.FIELDS.values() for field in fields} | {
    "form", "owner", "full_name", "details",
}  # fmt: skip
Rows = Iterable[Mapping[str, Any]]


@command
def add_party(
    *,
    form: str,
    values: Mapping[str, Any],
    contact_points: Rows = (),
    addresses: Rows = (),
    bank_accounts: Rows = (),
    owner_id: UUID | None = None,
    strict: bool = True,
    by: Actor,
) -> Party:
    """Add an organisation, a sole trader or a person; it belongs to the one who adds it.

    Rows are mappings: contact points {channel, value, label, is_main}, addresses {purpose, country,
    region, city, street, postcode}, bank accounts {bik, account, correspondent, bank}. Refuses a
    party without a name, fields of another form and wrong requisites; with strict=False (what came
    from outside) wrong requisites are kept and named in `doubtful`.
    """
    require(by, "parties.create")
    parts_given = {
        "contact_points": contact_points, "addresses": addresses, "bank_accounts": bank_accounts,
    }  # fmt: skip
    given = {name: value for name, value in {**values, **parts_given}.items() if value}
    refuse_restricted("party", given, by=by)
    values = rules.cleaned(values)
    values.update(rules.composed(form, values, {}))
    _check(form, values, values, strict=strict)

    own = own_of_new(Party, values, by)
    party = Party.objects.create(
        own=own,
        form=form,
        doubtful=sorted(rules.faults(form, values)),
        owner_id=values.pop("owner", None) or owner_id or by.id,
        created_by_id=by.id,
        **values,
    )
    parts.merge_rows(ContactPoint, party, parts.contact_rows(contact_points, strict=strict))
    parts.merge_rows(Address, party, parts.address_rows(addresses))
    parts.merge_rows(BankAccount, party, parts.account_rows(bank_accounts, strict=strict))
    announce(PartyAdded(party_id=party.pk, form=form, by=by.id))
    return party


@command
def change_parties(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> list[Party]:
    """Set fields of one party or of many; gives the rows as they were before.

    Names of people follow from their parts and the other way round; a requisite that is corrected
    is no longer doubtful, and a value that is typed over no longer comes from outside. Refuses what
    the form of any of the parties does not have or allow.
    """
    changes = rules.cleaned(
        {field: value for field, value in changes.items() if field in EDITABLE or is_own(field)}
    )
    rows = lock_rows(Party, ids, "edit", by=by)
    extras = {row.pk: _following(row, changes) for row in rows}
    for row in rows:
        form = changes.get("form", row.form)
        _check(form, {**changes, **extras[row.pk]}, _values(row) | changes | extras[row.pk])
    if len(rows) == 1:
        changes.update(extras.pop(rows[0].pk))
    change_rows(Party, ids, changes, base=base, by=by)
    ValueOrigin.objects.filter(party__in=ids, field__in=changes).delete()
    _write_following(rows, extras)
    announce(PartiesChanged(party_ids=tuple(ids), fields=tuple(changes), by=by.id))
    return rows


@command
def change_profile(
    party_id: UUID,
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    rows: Mapping[str, Rows] | None = None,
    seen: Mapping[str, Seen] | None = None,
    by: Actor,
) -> None:
    """Save a whole form as one act: fields, and the rows of the collections that `rows` names.

    `base` and `seen` hold what the editor had before him, so that what others changed or added
    meanwhile is neither lost nor overwritten.
    """
    lock_rows(Party, [party_id], "edit", by=by)
    if changes:
        change_parties([party_id], changes, base=base, by=by)
    setters = {
        "contact_points": set_contact_points,
        "addresses": set_addresses,
        "bank_accounts": set_bank_accounts,
    }
    for name, typed in (rows or {}).items():
        setters[name](party_id, typed, seen=(seen or {}).get(name), by=by)


@command
def set_contact_points(
    party_id: UUID, points: Rows, *, seen: Seen | None = None, by: Actor
) -> None:
    """Make these the party's phones, mails and messengers, in this order.

    `seen` holds those that the editor had before him (ids, or values by id); what others added
    meanwhile stays. Refuses what somebody else has changed since, when the editor changed it too.
    """
    refuse_restricted("party", {"contact_points": points}, [party_id], by=by)
    _set_rows(party_id, ContactPoint, parts.contact_rows(points, strict=True), seen, by)


@command
def set_addresses(party_id: UUID, addresses: Rows, *, seen: Seen | None = None, by: Actor) -> None:
    """Make these the party's addresses."""
    refuse_restricted("party", {"addresses": addresses}, [party_id], by=by)
    _set_rows(party_id, Address, parts.address_rows(addresses), seen, by)


@command
def set_bank_accounts(
    party_id: UUID, accounts: Rows, *, seen: Seen | None = None, by: Actor
) -> None:
    """Make these the party's bank accounts. Refuses an account that does not fit its BIK."""
    refuse_restricted("party", {"bank_accounts": accounts}, [party_id], by=by)
    _set_rows(party_id, BankAccount, parts.account_rows(accounts, strict=True), seen, by)


@command
def assign_parties(ids: Sequence[UUID], owner_id: UUID | None, *, by: Actor) -> None:
    """Give parties to an employee, or to nobody."""
    change_parties(ids, {"owner": owner_id}, by=by)


@command
def set_origin(
    ids: Sequence[UUID],
    fields: Sequence[str],
    *,
    source: str,
    at: datetime | None = None,
    by: Actor,
) -> None:
    """Say from where the values of these fields came and when. One statement for any number."""
    rows = lock_rows(Party, ids, "edit", by=by)
    moment = at or timezone.now()
    ValueOrigin.objects.bulk_create(
        [
            ValueOrigin(party=row, field=field, source=source, at=moment)
            for row in rows
            for field in fields
        ],
        update_conflicts=True,
        unique_fields=["party", "field"],
        update_fields=["source", "at"],
    )
    announce(PartiesChanged(party_ids=tuple(ids), fields=("origins",), by=by.id))


@command
def delete_parties(ids: Sequence[UUID], *, by: Actor) -> None:
    """Put parties into the bin."""
    binned = bin_rows(Party, ids, by=by)
    announce(PartiesChanged(party_ids=tuple(binned), fields=("deleted_at",), by=by.id))


@command
def restore_parties(ids: Sequence[UUID], *, by: Actor) -> None:
    """Take parties out of the bin."""
    restored = restore_rows(Party, ids, by=by)
    announce(PartiesChanged(party_ids=tuple(restored), fields=("deleted_at",), by=by.id))


def _set_rows(
    party_id: UUID,
    model: Any,
    wanted: list[dict[str, Any]],
    seen: Seen | None,
    by: Actor,
) -> None:
    [party] = lock_rows(Party, [party_id], "edit", by=by)
    wanted = reconciled(model, party, wanted, seen)
    if parts.merge_rows(model, party, wanted, seen):
        collection = model._meta.get_field("party").remote_field.related_name
        announce(PartiesChanged(party_ids=(party.pk,), fields=(collection,), by=by.id))


def _check(
    form: str, changes: Mapping[str, Any], result: Mapping[str, Any], *, strict: bool = True
) -> None:
    """Refuse changes that the form does not allow; `result` holds all values as they would be."""
    if not result.get("name"):
        raise PartyNeedsName if form == Form.ORGANISATION else PersonNeedsName
    switched = "form" in changes
    for field in rules.foreign_fields(form, result if switched else changes):
        label = Party.field(field).verbose_name
        raise FieldOfOtherForm(field=field, label=label, form=Form(form).label)
    if strict:
        for field, fault in rules.faults(form, result if switched else changes).items():
            raise RequisiteIsWrong(fault, field=field)


def _values(row: Party) -> dict[str, Any]:
    return {field: getattr(row, field) for field in sorted(EDITABLE - {"owner"})}


def _following(row: Party, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What else changes on this row: the composed name, requisites that are doubtful no more."""
    form = changes.get("form", row.form)
    given = {"name": row.name, **changes} if form != row.form else changes
    extra: dict[str, Any] = rules.composed(form, given, _values(row))
    doubtful = [field for field in row.doubtful if field not in changes]
    return extra if doubtful == row.doubtful else {**extra, "doubtful": doubtful}


def _write_following(rows: list[Party], extras: Mapping[UUID, Mapping[str, Any]]) -> None:
    touched = [row for row in rows if extras.get(row.pk)]
    if not touched:
        return
    fresh = Party.objects.in_bulk([row.pk for row in touched])
    for pk, row in fresh.items():
        for field, value in extras[pk].items():
            setattr(row, field, value)
    Party.objects.bulk_update(fresh.values(), [*rules.NAME_PARTS, "name", "full_name", "doubtful"])
