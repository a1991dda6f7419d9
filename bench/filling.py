"""The data of a scale: employees in a tree, clients, deals, contacts, by COPY."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from bench.columns import copy
from bench.sales import add_large_segment, fill_sales, plan_year
from bench.words import firm, person
from orbita.activities.timeline.models import Interaction, Participant
from orbita.parties.classifier.models import Branch, Placement, Tree
from orbita.parties.directory.models import Address, ContactPoint, Party
from orbita.parties.relations.models import Relation
from orbita.platform.accounts.models import Department, Role, RoleAssignment, User
from orbita.platform.company.models import Company
from orbita.platform.derived.slots import derived
from orbita.platform.derived.triggers import refresh
from orbita.sales.deals.models import Deal, LossReason, Outcome, Stage

SCALES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
MAIL, BRANCHES, SELLERS = "bench@bench.local", 4, 10
LONG_TIMELINE = 10_000
BATCH = 20_000
"""Keys whose derived rows are computed in one go."""
NULL = r"\N"


@dataclass(frozen=True)
class Filled:
    """What the cases need to know: how to sign in, whose records are seen."""

    mail: str
    password: str
    seen: tuple[UUID, ...]


def fill(size: int) -> Filled:
    """Fill an empty, migrated database. The bench's user sees every fourth record."""
    with transaction.atomic():
        filled, owners = _people()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        # Triggers and foreign keys rest meanwhile; what triggers would do follows set by set.
        cursor.execute("SET session_replication_role = replica")
        _Rows(size, owners).copy()
        fill_sales(size)
        _derive()
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
    plan_year(owners)
    add_large_segment()
    return filled


def opened() -> Filled:
    """The same of a database that was kept; the password is a new one."""
    user = User.objects.get(email=MAIL)
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save(update_fields=["password"])
    return Filled(MAIL, password, tuple(_seen(user)))


def _seen(user: User) -> list[UUID]:
    return list(User.objects.filter(department=user.department_id).values_list("pk", flat=True))


def _people() -> tuple[Filled, list[UUID]]:
    """Four departments of ten below one; the bench's user heads the first of them."""
    Company.objects.create(name="Bench", language="ru", time_zone="Europe/Moscow", trade="trade")
    top = Department.objects.create(name="Продажи")
    users = []
    for number in range(BRANCHES):
        department = Department.objects.create(name=f"Отдел {number + 1}", parent=top)
        for place in range(SELLERS):
            name = person(Random(number * 100 + place))
            mail = MAIL if number == place == 0 else f"s{number}-{place}@bench.local"
            users.append(
                User(email=mail, first_name=name[1], last_name=name[0], department=department)
            )
    password = secrets.token_urlsafe(12)
    users[0].password = make_password(password)
    User.objects.bulk_create(users)
    RoleAssignment.objects.create(user=users[0], role=Role.objects.get(key="head"))
    return Filled(MAIL, password, tuple(_seen(users[0]))), [user.pk for user in users]


class _Rows:
    """Lines for COPY, made by chance that is the same each time."""

    def __init__(self, size: int, owners: list[UUID]) -> None:
        self.size = size
        self.random = Random(size)
        self.owners = [owner.hex for owner in owners]
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.parties = [self._key(number / size * 900) for number in range(size)]
        self.owner_of = self.random.choices(self.owners, k=size)
        self.owner_of[0] = self.owners[0]
        self.deals = [self._key(number / size * 730) for number in range(size)]
        # Nothing can be asked while rows are copied.
        self.stages = list(Stage.objects.order_by("position"))
        self.reasons = [reason.pk.hex for reason in LossReason.objects.all()]

    def copy(self) -> None:
        """Every table."""
        copy(
            Party,
            [
                "id",
                "owner_id",
                "created_at",
                "form",
                "name",
                "full_name",
                "status",
                "source",
                "city",
                "inn",
                "industry",
                "revenue",
                "last_name",
                "first_name",
                "site",
            ],
            self._parties(),
        )
        copy(
            ContactPoint,
            ["party_id", "channel", "value", "normal", "is_main", "position"],
            self._points(),
        )
        copy(Address, ["party_id", "city", "street", "purpose"], self._addresses())
        copy(
            Relation, ["id", "source_id", "target_id", "kind", "position", "decides"], self._jobs()
        )
        self._classify()
        copy(
            Deal,
            [
                "id",
                "owner_id",
                "created_at",
                "title",
                "party_id",
                "stage_id",
                "stage_since",
                "amount",
                "product",
                "opened_on",
                "expected_on",
                "closed_on",
                "loss_reason_id",
                "source",
            ],
            self._deals(),
        )
        copy(
            Interaction,
            [
                "id",
                "owner_id",
                "created_at",
                "party_id",
                "about_kind",
                "about_id",
                "kind",
                "direction",
                "subject",
                "text",
                "result",
                "due_at",
                "done_at",
                "assignee_id",
            ],
            self._contacts(),
        )
        copy(Participant, ["interaction_id", "party_id"], self._participants())

    def _key(self, days_ago: float) -> str:
        at = int((self.now.timestamp() - days_ago * 86_400) * 1000)
        low = 0x8000000000000000 | self.random.getrandbits(62)
        return f"{at:012x}7{self.random.getrandbits(12):03x}{low:016x}"

    def _day(self, low: int, high: int) -> str:
        return f"{self.now + timedelta(days=self.random.randint(low, high)):%Y-%m-%d}"

    def _at(self, low: int, high: int) -> str:
        return (
            self.now + timedelta(seconds=self.random.randint(low, high) * 3600 // 10)
        ).isoformat()

    def _parties(self) -> Iterator[str]:
        random = self.random
        states = ("new", "active", "active", "active", "at_risk", "sleeping", "former")
        for number, key in enumerate(self.parties):
            name, city, industry, site = firm(random)
            form, revenue, last, first = (
                "organisation",
                str(random.randint(1, 90_000) * 10**5),
                "",
                "",
            )
            if number % 5 >= 3:
                last, first, _middle = person(random)
                name, form, revenue, industry, site = f"{first} {last}", "person", NULL, "", ""
            inn = f"{random.randint(10**9, 10**10 - 1)}" if form == "organisation" else ""
            source = random.choice(("Сайт", "Рекомендация", "Выставка", "Тендер", "Партнёр"))
            yield "\t".join(
                (key, self.owner_of[number], self._at(-200_000, -10), form, name, name,
                 random.choice(states), source, city, inn, industry, revenue, last, first, site)
            )  # fmt: skip

    def _points(self) -> Iterator[str]:
        for number, key in enumerate(self.parties):
            phone = f"+79{self.random.randint(10**8, 10**9 - 1)}"
            yield f"{key}\tphone\t{phone}\t{phone}\tt\t0"
            if number % 5 != 4:
                mail = f"m{number}@firm{number % 7919}.example"
                yield f"{key}\temail\t{mail}\t{mail}\tt\t1"

    def _addresses(self) -> Iterator[str]:
        for number, key in enumerate(self.parties):
            if number % 5 < 3:
                yield f"{key}\tМосква\tул. Складская, д. {number % 200 + 1}\tlegal"

    def _jobs(self) -> Iterator[str]:
        """Each person works at the organisation before him."""
        for number, key in enumerate(self.parties):
            if number % 5 >= 3:
                firm_key = self.parties[number - number % 5 + self.random.randint(0, 2)]
                yield f"{self._key(1)}\t{key}\t{firm_key}\tworks_at\tДиректор по логистике\tt"

    def _classify(self) -> None:
        tree = Tree.objects.create(name="Отрасль")
        branches = []
        for name in ("Производство", "Торговля", "Транспорт", "Услуги"):
            parent = Branch(tree=tree, name=name)
            parent.path = f"{parent.pk.hex}/"
            branches.append(parent)
            for number in range(5):
                leaf = Branch(tree=tree, parent=parent, name=f"{name} {number + 1}")
                leaf.path = f"{parent.path}{leaf.pk.hex}/"
                branches.append(leaf)
        Branch.objects.bulk_create(branches)
        keys = [branch.pk.hex for branch in branches]
        lines = (f"{key}\t{self.random.choice(keys)}" for key in self.parties)
        copy(Placement, ["party_id", "branch_id"], lines)

    def _deals(self) -> Iterator[str]:
        random, stages, reasons = self.random, self.stages, self.reasons
        weights = [3 if stage.outcome == Outcome.OPEN else 30 for stage in stages]
        titles = ("Модернизация склада", "Стеллажи", "Поддержка 24×7", "Обследование", "Терминалы")
        for number, key in enumerate(self.deals):
            party = random.randrange(self.size)
            stage = random.choices(stages, weights)[0]
            days = round(number / self.size * 730)
            is_open, is_lost = stage.outcome == Outcome.OPEN, stage.outcome == Outcome.LOST
            yield "\t".join(
                (key, self.owner_of[party], self._at(-days * 240 - 240, -days * 240),
                 f"{random.choice(titles)}, {number}", self.parties[party], stage.pk.hex,
                 self._at(-days * 240 - 9, -1), str(random.randint(160, 24_000) * 500),
                 random.choice(("WMS", "Стеллажи", "Сервис", "Техника")),
                 self._day(-days - 1, -days), self._day(-20, 90) if is_open else NULL,
                 NULL if is_open else self._day(-days, 0), random.choice(reasons) if is_lost else NULL,
                 "Сайт")
            )  # fmt: skip

    def _contacts(self) -> Iterator[str]:
        """Three a client (ten at a million), a few still to come, and one client with very many."""
        random = self.random
        kinds = ("call", "letter", "meeting", "chat", "visit", "note")
        texts = (
            "Созвонились, ждём ответа до пятницы", "Отправили предложение, просят вариант",
            "Показали макет, вопросов по срокам нет", "Просят перенести встречу на неделю",
        )  # fmt: skip
        count = self.size * (10 if self.size >= 1_000_000 else 3)
        coming = 10 * count // (3 * self.size)  # of each client's contacts a third of one
        for number in range(count + LONG_TIMELINE):
            party = random.randrange(self.size) if number < count else 0
            owner = self.owner_of[party]
            deal = random.choice(self.deals) if number % 3 == 0 else NULL
            planned = number % (coming if number < count else 1000) == 0
            at = self._at(-100, 400) if planned else self._at(-170_000, -2)
            yield "\t".join(
                (self._key(number / count * 700), owner, at, self.parties[party],
                 "" if deal == NULL else "deal", deal, random.choice(kinds),
                 random.choice(("in", "out")), "Позвонить" if planned else "",
                 random.choice(texts), "" if planned else "reached",
                 at if planned else NULL, NULL if planned else at, owner if planned else NULL)
            )  # fmt: skip

    def _participants(self) -> list[str]:
        """A person took part in each of the newest contacts of the long timeline."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM timeline_interaction WHERE party_id = %s ORDER BY at DESC LIMIT 500",
                [self.parties[0]],
            )
            return [f"{row[0].hex}\t{self.parties[3]}" for row in cursor.fetchall()]


def _derive() -> None:
    """Search entries and other derived tables, by the functions that the triggers call."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for plug in derived:
            source = next((one for one in plug.sources if one.key == "r.id"), plug.sources[0])
            cursor.execute(
                f"SELECT DISTINCT {source.key} AS key FROM {source.table} r {source.join}"
                f" WHERE {source.where} ORDER BY key"
            )
            keys = [row[0] for row in cursor.fetchall() if row[0]]
            for start in range(0, len(keys), BATCH):
                cursor.execute(refresh(plug.name), [keys[start : start + BATCH]])
