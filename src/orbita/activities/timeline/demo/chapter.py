"""Contacts outside deals: the contact centre, service, marketing, and the sellers' care."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from orbita.activities.timeline.demo.people import Speaker, speakers
from orbita.activities.timeline.demo.writing import Talk, Writer
from orbita.parties.directory.models import Address, AddressPurpose, Form, Party
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo, mail

CONTACTS, STEPS = 2600, 90
WRITERS = {
    # who writes, how often, what
    "": (46, frozenset({"call", "meeting", "note", "letter", "decision"})),
    "agent": (24, frozenset({"call", "chat"})),
    "engineer": (14, frozenset({"visit"})),
    "marketer": (8, frozenset({"letter"})),
    "supervisor": (4, frozenset({"call", "chat"})),
    "secretary": (4, frozenset({"letter"})),
}
WEIGHTS = {"active": 10, "at_risk": 5, "new": 3, "sleeping": 2, "former": 1}
SILENT_DAYS = {"sleeping": 120, "former": 200, "at_risk": 25}
"""Nobody has spoken for so long with clients in these states."""


@command
def talk_with_demo_clients(demo: Demo, *, by: Actor) -> None:
    """Calls, chats, letters and visits over two years, and some planned steps."""
    writer = Writer(demo)
    staff = dict(User.objects.values_list("email", "pk"))
    known = speakers()
    at_home = Address.objects.filter(purpose=AddressPurpose.HOME).values("party")
    clients = list(
        Party.objects.filter(~Q(form=Form.PERSON) | Q(pk__in=at_home))
        .order_by("created_at", "name")
        .only("pk", "name", "status", "created_at", "owner")
    )
    weights = [WEIGHTS[client.status] for client in clients]
    for client in demo.random.choices(clients, weights, k=CONTACTS):
        _one(demo, writer, client, known[client.pk], staff)
    for client in demo.random.sample([c for c in clients if c.status == "active"], STEPS):
        if client.owner_id:
            day = demo.today + timedelta(days=demo.random.randint(-4, 20))
            made_at = demo.moment(demo.workday(demo.ago(demo.random.randint(5, 15))))
            talk = _talk(demo, client, known[client.pk], client.owner_id)
            writer.step(talk, "care", demo.moment(day), made_at=max(made_at, client.created_at))
    writer.store()


def _one(
    demo: Demo, writer: Writer, client: Party, known: list[Speaker], staff: dict[str, UUID]
) -> None:
    newest = SILENT_DAYS.get(client.status, 1)
    oldest = min((demo.today - client.created_at.date()).days, 730)
    if oldest <= newest or client.owner_id is None:
        return
    day = demo.workday(demo.ago(demo.random.triangular(newest, oldest, newest)))
    login = demo.pick({login: share for login, (share, _kinds) in WRITERS.items()})
    owner = staff[mail(login)] if login else client.owner_id
    talk = _talk(demo, client, known, owner)
    writer.contact(talk, "care", demo.moment(day), kinds=WRITERS[login][1])


def _talk(demo: Demo, client: Party, known: list[Speaker], owner_id: UUID) -> Talk:
    who = demo.random.choice(known) if known else None
    words = {"who": who.name if who else "Приёмная", "colleague": "Рамилю Юсупову"}
    return Talk(client.pk, owner_id, person_id=who.id if who else None, words=words)
