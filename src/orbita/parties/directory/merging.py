"""How clients become one: what can be chosen, who is never the same, how their rows are joined."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from orbita.parties.directory import rules
from orbita.parties.directory.errors import FormsDiffer, MergedStays
from orbita.parties.directory.events import PartiesChanged
from orbita.parties.directory.models import (
    Address,
    BankAccount,
    ContactPoint,
    ExternalId,
    Party,
    ValueOrigin,
)
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.merging.queries import survivors_of
from orbita.platform.merging.slots import Collection, JoinRule, Mergeable, first_filled
from orbita.platform.records.queries import titles

PARTS = ("contact_points", "addresses", "bank_accounts")


def chosen_fields(parties: Sequence[Party]) -> list[str]:
    """The fields of this form in their order, the owner last; notes are joined."""
    return [*(name for name in rules.FIELDS[parties[0].form] if name != "note"), "owner"] + (
        ["full_name"] if parties[0].form == rules.SOLE_TRADER else []
    )


def refuse_forms(parties: Sequence[Party]) -> None:
    """A person and an organisation are two clients, however much they share."""
    first = parties[0]
    other = next((party for party in parties if party.form != first.form), None)
    if other is not None:
        raise FormsDiffer(
            one=first.name,
            form=first.get_form_display().lower(),
            other=other.name,
            other_form=other.get_form_display().lower(),
        )


def follow(
    parties: Sequence[Party], sources: Mapping[str, Any], changed: Mapping[str, Any]
) -> dict[str, Any]:
    """Names composed of their parts; which of the chosen requisites are doubtful."""
    survivor = parties[0]
    now = {name: getattr(survivor, name) for name in (*rules.NAME_PARTS, "name", "full_name")}
    parts = {name: value for name, value in changed.items() if name in rules.NAME_PARTS}
    found: dict[str, Any] = dict(rules.composed(survivor.form, parts, now)) if parts else {}
    if "name" in changed:
        found.pop("name", None)
    found["doubtful"] = sorted(
        name for name, party in sources.items() if party is not None and name in party.doubtful
    )
    return found


def origins_of(ids: Sequence[UUID]) -> set[tuple[UUID, str]]:
    """Values that came from outside, as (party, field). One statement."""
    rows = ValueOrigin.objects.filter(party__in=ids).values_list("party_id", "field")
    return set(rows)


def tell_changed(ids: Sequence[UUID], fields: Sequence[str], by: Actor) -> None:
    """The survivors have changed, with their parts."""
    announce(PartiesChanged(party_ids=tuple(ids), fields=(*fields, *PARTS), by=by.id))


def refuse_restoring(event: PartiesChanged) -> None:
    """A client that was merged comes back by undoing the merge: alone it would be an empty shell."""
    if event.fields != ("deleted_at",):
        return
    gone = survivors_of("party", event.party_ids)
    back = Party.objects.alive().filter(pk__in=gone).first() if gone else None
    if back is not None:
        raise MergedStays(title=back.name, survivor=titles("party", [gone[back.pk]])[gone[back.pk]])


PARTY = Mergeable(
    kind="party",
    fields=chosen_fields,
    refuse=refuse_forms,
    follow=follow,
    tell=tell_changed,
    joined=("note",),
    collections=(
        Collection(ContactPoint, "party", _("Contacts")),
        Collection(Address, "party", _("Addresses")),
        Collection(BankAccount, "party", _("Bank accounts")),
        Collection(ExternalId, "party", _("Outside keys")),
    ),
    doubted=lambda party: party.doubtful,
    outside=origins_of,
)

CONTACTS = JoinRule(
    ContactPoint,
    values={"is_main": "bool_or(r.is_main)", "label": first_filled("label")},
    # One main contact of each channel: the survivor's, else that of the next in the group.
    before="""
        UPDATE directory_contactpoint t
        SET position = least(t.position + 100 * s.place, 32767),
            is_main = t.is_main AND NOT EXISTS (
                SELECT FROM directory_contactpoint o JOIN merging_side x ON x.id = o.party_id
                WHERE x.survivor = s.survivor AND x.place < s.place
                  AND o.channel = t.channel AND o.is_main
            )
        FROM merging_side s WHERE t.party_id = s.id AND s.place > 0
    """,
)
ADDRESSES = JoinRule(
    Address,
    same=(
        "party_id",
        "purpose",
        "lower(concat_ws('|', country, region, city, street, postcode))",
    ),
)
ACCOUNTS = JoinRule(
    BankAccount,
    values={"bank": first_filled("bank"), "correspondent": first_filled("correspondent")},
)
ORIGINS = JoinRule(
    ValueOrigin,
    # The origin goes with the value: of a loser only that of what was taken from him.
    before="""
        DELETE FROM directory_valueorigin o USING merging_side s
        WHERE o.party_id = s.id AND s.place > 0 AND NOT EXISTS (
            SELECT FROM merging_source c
            WHERE c.survivor = s.survivor AND c.field = o.field AND c.source = o.party_id
        );
        DELETE FROM directory_valueorigin o USING merging_source c
        WHERE o.party_id = c.survivor AND o.field = c.field AND NOT EXISTS (
            SELECT FROM directory_valueorigin taken
            WHERE taken.party_id = c.source AND taken.field = c.field
        )
    """,
    values={
        "source": "(array_agg(r.source ORDER BY twins.place DESC))[1]",
        "at": "(array_agg(r.at ORDER BY twins.place DESC))[1]",
    },
)
