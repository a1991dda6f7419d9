"""The proof: after 200 random edits of every sort, the state at any moment is the snapshot taken then.

Commands, bulk updates, raw SQL, COPY, deletes, undo and the bin; the truth is read from the tables
themselves, the answer comes from history alone.
"""

import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from orbita.parties.classifier.commands import place_parties, unplace_parties
from orbita.parties.classifier.tests.factories import branch, tree
from orbita.parties.directory.commands import (
    change_parties,
    delete_parties,
    restore_parties,
    set_addresses,
    set_bank_accounts,
    set_contact_points,
)
from orbita.parties.directory.models import BankAccount, ContactPoint, Party
from orbita.parties.directory.tests.factories import organisation, person
from orbita.parties.relations.commands import relate
from orbita.parties.roles.commands import set_role
from orbita.platform.accounts.tests.factories import actor, bob
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import restore_whole, undo_act
from orbita.platform.audit.queries import as_of_whole
from orbita.platform.audit.snapshots import tracked_parts
from orbita.platform.records.slots import kinds
from orbita.platform.tracking import EVENT_MODELS
from orbita.sales.deals.commands import LineDraft, change_deals, set_lines
from orbita.sales.deals.models import Deal, DealLine
from orbita.sales.deals.tests.factories import deal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.req("PAR-09"),
    pytest.mark.req("PLT-17"),
]
STEPS = 200
CITIES = ("Тверь", "Омск", "Псков", "Тула", "Пермь", "Уфа")


def truth(kind: str, record_id: UUID) -> dict[str, Any]:
    """The record and its parts as their tables hold them, by the columns that history keeps."""
    found = kinds[kind]
    rows = _rows(found.model, "id", record_id)
    plain: dict[str, Any] = {kind: next(iter(rows.values()), None)}
    for part in tracked_parts(found):
        plain[part.name] = _rows(part.model, part.column, record_id)
    return plain


def _rows(model: Any, column: str, record_id: UUID) -> dict[str, Any]:
    kept = {field.column for field in EVENT_MODELS[model]._meta.concrete_fields}
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT to_jsonb(t)::text FROM {model._meta.db_table} t WHERE "{column}" = %s',
            [record_id],
        )
        rows = [json.loads(text, parse_float=Decimal) for (text,) in cursor.fetchall()]
    key = model._meta.pk.column
    return {
        str(row[key]): {name: value for name, value in row.items() if name in kept} for row in rows
    }


def now() -> datetime:
    """The clock of the database, by which history is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def sql(text: str, *values: Any) -> None:
    """A statement of somebody who knows nothing of commands."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)


class Walk:
    """One client, another one beside him, a deal, and what may happen to them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.party = organisation(city="Тверь", phones=("+7 911 123-45-67",))
        self.other = organisation(city="Клин")
        self.deal: Deal = deal(party_id=self.party.pk)
        industry = tree()
        self.branches = [branch(industry, name) for name in ("Химия", "Металл", "Лес")]
        self.by = actor()
        self.acts: list[UUID] = []
        self.done: Counter[str] = Counter()

    def step(self) -> None:
        """Something happens; what the business refuses does not happen."""
        happens = self.random.choice(self.sorts)
        try:
            happens()
        except Refusal:
            return
        self.done[happens.__name__] += 1
        if (act := last_act_id()) is not None and act not in self.acts:
            self.acts.append(act)

    @property
    def sorts(self) -> tuple[Callable[[], Any], ...]:
        """The sorts of edits."""
        return (
            self.edit, self.edit_details, self.phones, self.addresses, self.accounts, self.bulk,
            self.raw, self.raw_part, self.copied, self.part_gone, self.place, self.unplace,
            self.role, self.tie, self.moved, self.bin, self.undo, self.edit_deal, self.lines,
            self.raw_deal, self.set_back, self.many_in_one,
        )  # fmt: skip

    def _number(self) -> str:
        return f"+7 9{self.random.randrange(10**8, 10**9)}"

    def edit(self) -> None:
        change_parties([self.party.pk], {"city": self.random.choice(CITIES)}, by=self.by)

    def edit_details(self) -> None:
        wish = {"Пожелание": self.random.choice(CITIES), "Сумма": self.random.random()}
        change_parties([self.party.pk], {"details": wish, "revenue": Decimal("10.50")}, by=self.by)

    def phones(self) -> None:
        rows = [{"channel": "phone", "value": self._number()} for _ in range(3)]
        set_contact_points(self.party.pk, rows, by=self.by)

    def addresses(self) -> None:
        set_addresses(
            self.party.pk, [{"purpose": "actual", "city": self.random.choice(CITIES)}], by=self.by
        )

    def accounts(self) -> None:
        if BankAccount.objects.filter(party=self.party.pk).exists():
            set_bank_accounts(self.party.pk, [], by=self.by)
        else:
            BankAccount.objects.bulk_create(
                [BankAccount(party=self.party, bik="044525225", account=self._number())]
            )

    def bulk(self) -> None:
        Party.objects.filter(pk__in=[self.party.pk, self.other.pk]).update(
            note=self._number(), owner=bob()
        )

    def raw(self) -> None:
        sql("UPDATE directory_party SET site = %s WHERE id = %s", self._number(), self.party.pk)

    def raw_part(self) -> None:
        sql(
            "UPDATE directory_contactpoint SET label = %s WHERE party_id = %s",
            self._number(),
            self.party.pk,
        )

    def copied(self) -> None:
        columns = "party_id, channel, value, normal, extension, label, is_main, position"
        with connection.cursor() as cursor:
            copy = cursor.copy(f"COPY directory_contactpoint ({columns}) FROM STDIN")
            with copy as into:
                number = self._number()
                into.write_row((self.party.pk, "fax", number, number, "", "", False, 9))

    def part_gone(self) -> None:
        points = ContactPoint.objects.filter(party=self.party.pk).order_by("-pk")
        ContactPoint.objects.filter(pk__in=[point.pk for point in points[:1]]).delete()

    def place(self) -> None:
        place_parties([self.party.pk], self.random.choice(self.branches).pk, by=self.by)

    def unplace(self) -> None:
        unplace_parties([self.party.pk], self.random.choice(self.branches).pk, by=self.by)

    def role(self) -> None:
        since = date(2024, self.random.randrange(1, 13), 1)
        set_role(self.party.pk, "customer", since=since, by=self.by)

    def tie(self) -> None:
        relate(person().pk, self.party.pk, kind="works", position=self._number(), by=self.by)

    def moved(self) -> None:
        sql(
            "UPDATE directory_contactpoint SET party_id = %s WHERE party_id = %s AND id = ("
            "SELECT min(id) FROM directory_contactpoint WHERE party_id = %s)",
            self.other.pk,
            self.party.pk,
            self.party.pk,
        )

    def bin(self) -> None:
        delete_parties([self.party.pk], by=self.by)
        restore_parties([self.party.pk], by=self.by)

    def undo(self) -> None:
        undo_act(self.acts.pop(), by=self.by)

    def edit_deal(self) -> None:
        change_deals([self.deal.pk], {"title": self._number()}, by=self.by)

    def lines(self) -> None:
        draft = LineDraft({"title": self._number(), "price": Decimal(self.random.randrange(900))})
        set_lines(self.deal.pk, lines=[draft], by=self.by)

    def raw_deal(self) -> None:
        sql("UPDATE deals_dealline SET quantity = quantity + 1 WHERE deal_id = %s", self.deal.pk)

    def set_back(self) -> None:
        whole = as_of_whole(kinds["deal"], self.deal.pk)
        restore_whole("deal", self.deal.pk, moment=now(), mark=whole.mark, by=self.by)

    def many_in_one(self) -> None:
        DealLine.objects.filter(deal=self.deal.pk).update(discount=self.random.randrange(50))
        self.edit()


@pytest.mark.parametrize("seed", [1])
def test_the_state_at_any_moment_is_the_snapshot_taken_then(seed: int) -> None:
    walk = Walk(seed)
    taken: list[tuple[datetime, dict[str, Any], dict[str, Any]]] = []
    for _ in range(STEPS):
        walk.step()
        taken.append((now(), truth("party", walk.party.pk), truth("deal", walk.deal.pk)))

    for moment, party_then, deal_then in taken:
        assert as_of_whole(kinds["party"], walk.party.pk, moment).plain() == party_then
        assert as_of_whole(kinds["deal"], walk.deal.pk, moment).plain() == deal_then
    assert as_of_whole(kinds["party"], walk.party.pk).plain() == truth("party", walk.party.pk)
    assert set(walk.done) == {sort.__name__ for sort in walk.sorts}, "every sort of edit happened"
    assert len({json.dumps(state, default=str) for _at, state, _deal in taken}) > STEPS / 3


def test_before_it_was_added_there_was_nothing() -> None:
    before = now()
    party = organisation()

    assert as_of_whole(kinds["party"], party.pk, before).record is None
