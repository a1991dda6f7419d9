"""What programs do with clients."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from orbita.parties.directory import commands
from orbita.parties.directory.models import Address, BankAccount, ContactPoint, Party
from orbita.platform.acts.actor import Actor
from orbita.platform.resources.slots import ApiAct, ApiResource, Many, Shape, columns

CONTACTS = Many(
    Shape(
        "Contact",
        {"id": int} | columns(ContactPoint, "channel", "value", "label", "is_main"),
        required=("channel", "value"),
    )
)
ADDRESSES = Many(
    Shape(
        "Address",
        {"id": int}
        | columns(Address, "purpose", "country", "region", "city", "street", "postcode"),
    )
)
ACCOUNTS = Many(
    Shape(
        "BankAccount", {"id": int} | columns(BankAccount, "bik", "account", "correspondent", "bank")
    )
)
ROWS = {"contact_points": CONTACTS, "addresses": ADDRESSES, "bank_accounts": ACCOUNTS}


def change_party(party_id: UUID, changes: Mapping[str, Any], *, by: Actor) -> None:
    """Change fields of a client and the collections that are given, whole, as one act."""
    fields = {name: value for name, value in changes.items() if name not in ROWS}
    rows = {name: changes[name] or () for name in ROWS if name in changes}
    commands.change_profile(party_id, fields, rows=rows, by=by)


FIELDS = sorted(commands.EDITABLE - {"form", "owner"})

API = (
    ApiResource(
        "party",
        "parties",
        editable=tuple(commands.EDITABLE),
        create=commands.add_party,
        create_without=("strict",),
        spread="values",
        more=columns(Party, *FIELDS) | ROWS,
        change=change_party,
        change_more=ROWS,
        parts={
            "contact_points": ("channel", "value", "normal", "extension", "label", "is_main"),
            "addresses": ("purpose", "country", "region", "city", "street", "postcode"),
            "bank_accounts": ("bik", "account", "correspondent", "bank"),
        },
        unique=("inn", "external_id", "phone", "email"),
        importable="parties",
        order=10,
    ),
    ApiAct("parties/{id}/owner/", commands.assign_parties, "put", one=True),
    ApiAct("parties/owner/", commands.assign_parties, "put"),
    ApiAct(
        "parties/{party_id}/contacts/",
        commands.set_contact_points,
        "put",
        body={"points": CONTACTS},
    ),
    ApiAct(
        "parties/{party_id}/addresses/",
        commands.set_addresses,
        "put",
        body={"addresses": ADDRESSES},
    ),
    ApiAct(
        "parties/{party_id}/bank-accounts/",
        commands.set_bank_accounts,
        "put",
        body={"accounts": ACCOUNTS},
    ),
    ApiAct("parties/origins/", commands.set_origin, "put"),
)
