"""Some clients of the demo company who were entered twice: what the queue of duplicates shows."""

from collections.abc import Mapping
from typing import Any

from orbita.kit.text import strip_legal_form, transliterate
from orbita.parties.directory.commands import add_party
from orbita.parties.directory.models import Form, Party
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.duplicates.commands import search_among_all
from orbita.platform.ui.demo import Demo

COMPANIES, PEOPLE = 8, 4


@command
def double_demo_clients(demo: Demo, *, by: Actor) -> None:
    """Twelve clients once more, as others would have typed them, and a search that finds them."""
    firms = Party.objects.filter(form=Form.ORGANISATION, status="active").exclude(inn="")
    people = Party.objects.filter(form=Form.PERSON).exclude(last_name="").exclude(first_name="")
    for number, party in enumerate(_chosen(demo, firms, COMPANIES)):
        _enter_again(party, _company(party, number), keeps_phone=number % 3 != 1, by=by)
    for number, party in enumerate(_chosen(demo, people, PEOPLE)):
        _enter_again(party, _person(party, number), keeps_phone=True, by=by)
    search_among_all("party", by=by)


def _chosen(demo: Demo, rows: Any, count: int) -> list[Party]:
    known = list(rows.alive().order_by("created_at", "name")[:200])
    return demo.random.sample(known, min(count, len(known)))


def _company(party: Party, number: int) -> dict[str, Any]:
    form, core = strip_legal_form(party.name)
    names = (f"{core}, {form}", transliterate(core), core.upper(), f"{form} {_slip(core)}")
    values = {"name": names[number % len(names)].strip(" ,"), "city": party.city}
    return values | ({"inn": party.inn} if number % 3 == 1 or number % 4 == 3 else {})


def _person(party: Party, number: int) -> dict[str, Any]:
    last = _slip(party.last_name) if number % 2 else party.last_name
    values = {"last_name": last, "first_name": party.first_name, "city": party.city}
    return values | ({"born_on": party.born_on} if party.born_on else {})


def _slip(word: str) -> str:
    """Two letters in the middle that have changed places."""
    at = len(word) // 2
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if len(word) > 4 else word


def _enter_again(party: Party, values: Mapping[str, Any], *, keeps_phone: bool, by: Actor) -> None:
    points = party.contact_points.filter(channel__in=("phone", "email"))
    kept = [
        {"channel": one.channel, "value": one.value}
        for one in points
        if keeps_phone or one.channel == "email"
    ]
    add_party(
        form=party.form,
        values=values,
        contact_points=kept[:1],
        owner_id=party.owner_id,
        strict=False,
        by=by,
    )
