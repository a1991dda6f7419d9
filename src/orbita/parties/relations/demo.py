"""The people at the demo company's clients: who works where, who decides, holdings, referrals."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from orbita.parties.directory.demo.people import Person, person, person_party, personal_points
from orbita.parties.directory.models import ContactPoint, Form, Party
from orbita.parties.relations.models import Relation, RelationKind
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo

HEADS = ("Генеральный директор", "Исполнительный директор", "Директор")
DECIDING = (
    "Коммерческий директор", "Директор по логистике", "Руководитель отдела закупок",
    "Операционный директор", "Технический директор",
)  # fmt: skip
STAFF = (
    "Начальник склада", "Менеджер по закупкам", "Главный инженер", "Главный бухгалтер",
    "Руководитель службы ИТ", "Системный администратор", "Логист", "Инженер по автоматизации",
    "Специалист по тендерам", "Заместитель начальника склада", "Юрисконсульт", "Офис-менеджер",
)  # fmt: skip
KNOWN = {
    "ООО «Северный ветер»": (
        (Person("Тихонов", "Олег", "Игоревич"), "Директор по логистике", True),
        (Person("Саранцева", "Вера", "Павловна"), "Главный бухгалтер", False),
        (Person("Нефёдов", "Илья", "Андреевич"), "Системный администратор", False),
        (Person("Жукова", "Дарья", "Максимовна"), "Генеральный директор", True),
    ),
}
HOLDINGS, REFERRALS, CHANGED_JOBS, FAMILIES = 9, 46, 58, 14


@dataclass
class _Rows:
    people: list[Party] = field(default_factory=list)
    points: list[ContactPoint] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


@command
def tie_demo_clients(demo: Demo, *, by: Actor) -> None:
    """A thousand people with positions, some after another job; owners and referrals."""
    found = Party.objects.exclude(form=Form.PERSON).order_by("created_at", "name")
    employers = list(found.filter(form=Form.ORGANISATION))
    rows = _Rows()
    for employer in employers:
        _employ(demo, rows, employer)
    _change_jobs(demo, rows, employers)
    _holdings(demo, rows, employers)
    _referrals(demo, rows, list(found))
    _families(demo, rows)
    Party.objects.bulk_create(rows.people, batch_size=500)
    ContactPoint.objects.bulk_create(rows.points, batch_size=1000)
    Relation.objects.bulk_create(rows.relations, batch_size=1000)


def _employ(demo: Demo, rows: _Rows, employer: Party) -> None:
    for who, position, decides in KNOWN.get(employer.name) or _crew(demo, employer):
        at = employer.created_at
        if demo.chance(0.5):
            at = _later(demo, at)
        party = person_party(
            demo, who, at=at, owner_id=employer.owner_id, city=employer.city,
            status=employer.status, source=employer.source,
        )  # fmt: skip
        rows.people.append(party)
        domain = employer.site.removeprefix("https://")
        rows.points += personal_points(demo, party, who, domain)
        since = at.date() - timedelta(days=demo.random.randint(30, 2600))
        _tie(rows, party, employer, RelationKind.WORKS_AT, since, position, decides)


def _later(demo: Demo, at: datetime) -> datetime:
    """A day of work between the first contact and today."""
    days = (demo.today - at.date()).days
    return demo.moment(demo.workday(demo.ago(demo.random.randint(1, max(days, 1)))))


def _crew(demo: Demo, employer: Party) -> list[tuple[Person, str, bool]]:
    """Two to four people: a head, somebody who decides, somebody who does the work."""
    size = demo.pick({1: 8, 2: 30, 3: 38, 4: 20, 5: 4})
    positions = [demo.random.choice(HEADS)] if demo.chance(0.6) else []
    positions.append(demo.random.choice(DECIDING))
    positions += demo.random.sample(STAFF, 4)
    crew = []
    for position in positions[:size]:
        woman = True if position in ("Главный бухгалтер", "Офис-менеджер") else None
        decides = position in HEADS or (position in DECIDING and demo.chance(0.75))
        crew.append((person(demo, woman=woman), position, decides))
    return crew


def _tie(
    rows: _Rows, source: Party, target: Party, kind: str, since: date, position: str = "",
    decides: bool = False, until: date | None = None,
) -> None:  # fmt: skip
    rows.relations.append(
        Relation(
            source=source,
            target=target,
            kind=kind,
            since=since,
            position=position,
            decides=decides,
            until=until,
        )
    )  # fmt: skip


def _change_jobs(demo: Demo, rows: _Rows, employers: list[Party]) -> None:
    """Some worked at another client before."""
    now = list(rows.relations)
    for job in demo.random.sample(now, CHANGED_JOBS):
        before = demo.random.choice(employers)
        if before.pk == job.target_id or job.since is None:
            continue
        until = job.since - timedelta(days=demo.random.randint(1, 60))
        since = until - timedelta(days=demo.random.randint(200, 1800))
        position = demo.random.choice(STAFF)
        _tie(rows, job.source, before, RelationKind.WORKS_AT, since, position, until=until)


def _holdings(demo: Demo, rows: _Rows, employers: list[Party]) -> None:
    """A mother company with two to five daughters each, of which some are wholly owned."""
    members = demo.random.sample(employers, HOLDINGS * 6)
    for number in range(HOLDINGS):
        mother, *daughters = members[number * 6 : number * 6 + demo.random.randint(3, 6)]
        for daughter in daughters:
            since = demo.ago(demo.random.randint(400, 3000))
            if demo.chance(0.6):
                _tie(rows, daughter, mother, RelationKind.PART_OF, since)
            else:
                _tie(rows, mother, daughter, RelationKind.OWNS, since)


def _referrals(demo: Demo, rows: _Rows, clients: list[Party]) -> None:
    """Who came on whose recommendation: always of somebody who was there before."""
    places = demo.random.sample(range(10, len(clients)), REFERRALS)
    for place in sorted(places):
        newer, older = clients[place], clients[demo.random.randrange(place)]
        _tie(rows, newer, older, RelationKind.REFERRED, newer.created_at.date())


def _families(demo: Demo, rows: _Rows) -> None:
    couples = demo.random.sample(rows.people, FAMILIES * 2)
    for one, other in zip(couples[::2], couples[1::2], strict=True):
        _tie(rows, one, other, RelationKind.FAMILY, demo.ago(demo.random.randint(900, 4000)))
