"""Parties for tests: made by the real command, owned by Alice unless somebody else is named."""

from itertools import count
from typing import Any
from uuid import UUID

from orbita.parties.directory.commands import add_party
from orbita.parties.directory.models import Form, Party
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.frame import last_act_id

_numbers = count(1)


def party(
    *,
    form: str = Form.ORGANISATION,
    name: str = "",
    owner: User | None = None,
    phones: tuple[str, ...] = (),
    mails: tuple[str, ...] = (),
    addresses: tuple[dict[str, Any], ...] = (),
    bank_accounts: tuple[dict[str, Any], ...] = (),
    **values: Any,
) -> Party:
    """A party with these values; `phones` and `mails` become its contact points."""
    who = owner or people.alice()
    return add_party(
        form=form,
        values={"name": name or f"Party {next(_numbers)}", **values},
        contact_points=[
            *({"channel": "phone", "value": phone} for phone in phones),
            *({"channel": "email", "value": mail} for mail in mails),
        ],
        addresses=addresses,
        bank_accounts=bank_accounts,
        owner_id=who.pk,
        by=people.actor(who),
    )


def organisation(name: str = "", **values: Any) -> Party:
    """An organisation."""
    return party(name=name or f"ООО «Ромашка {next(_numbers)}»", **values)


def person(name: str = "", **values: Any) -> Party:
    """A person, named as in «Олег Тихонов»."""
    return party(form=Form.PERSON, name=name or f"Олег Тихонов{next(_numbers)}", **values)


def last_act() -> UUID:
    """The act that was just finished."""
    found = last_act_id()
    assert found is not None
    return found
