"""Every address of Orbita, with every role and with nobody signed in."""

from collections.abc import Iterator, Mapping
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from orbita.config.tests.access_table import EVERYBODY, PUBLIC, TABLE
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import alice, carol, department, employee, signed_in
from orbita.platform.acts.errors import Refusal
from orbita.sales.deals.tests.factories import deal

HTMX = {"HX-Request": "true"}


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _patterns(pattern, inner)


def own_urls() -> dict[str, URLPattern]:
    """Our own addresses by name; those below /accounts/ are allauth's."""
    return {
        name: pattern
        for name, pattern in _patterns(get_resolver())
        if pattern.callback.__module__.startswith("orbita.")
    }


def address(name: str, pattern: URLPattern, ids: Mapping[str, object] | None = None) -> str:
    """The address with something in each place, or with these keys."""
    examples = {
        "kind": "party", "key": "deals", "group": uuid4(), "act": "update", "entry": 1, "field": "name",
        "role": "customer", "job_id": 1, "page": 1, "number": 1,
    }  # fmt: skip
    given = ids or {}
    values = {key: given.get(key, examples.get(key, uuid4())) for key in pattern.pattern.converters}
    return reverse(name, kwargs=values)


@pytest.mark.req("PLT-09")
def test_every_url_is_declared_in_the_table_and_gated() -> None:
    urls = own_urls()
    assert set(urls) == set(TABLE)
    assert [name for name, pattern in urls.items() if not hasattr(pattern.callback, "gate")] == []


def test_public_addresses_are_just_those_of_the_table() -> None:
    urls = own_urls()
    public = {name for name, pattern in urls.items() if pattern.callback.gate == "public"}  # type: ignore[attr-defined]
    assert public == {name for name, roles in TABLE.items() if roles == PUBLIC}


@pytest.mark.django_db
@pytest.mark.req("PLT-09")
@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_role_gets_in_just_where_the_table_says(role: str, client: Client) -> None:
    alice()
    signed_in(client, employee(role, department("Office")))
    passed = set()
    for name, pattern in own_urls().items():
        answer = client.get(address(name, pattern), headers=HTMX)
        if answer.status_code == 405:
            answer = client.post(address(name, pattern), headers=HTMX)
        assert answer.status_code < 500 or name == "health:healthz", name
        if answer.status_code != 403:
            passed.add(name)
    declared = {name for name, roles in TABLE.items() if role in roles}
    assert sorted(passed ^ declared) == []


@pytest.mark.django_db
@pytest.mark.req("PLT-09")
def test_nobody_gets_in_unsigned(client: Client) -> None:
    alice()
    for name, pattern in own_urls().items():
        for call in (client.get, client.post):
            answer = call(address(name, pattern))
            if "anonymous" not in TABLE[name]:
                assert answer.status_code == 302, name
                assert answer.headers["Location"].startswith("/accounts/login/"), name


@pytest.mark.django_db
@pytest.mark.req("PLT-09")
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_strangers_record_is_nowhere(method: str, client: Client) -> None:
    hidden = organisation("Тайная гавань", owner=alice())
    sold = deal("Тайная сделка", owner=alice(), party_id=hidden.pk)
    ids = {"party_id": hidden.pk, "deal_id": sold.pk, "record_id": hidden.pk}
    signed_in(client, carol())
    for name, pattern in own_urls().items():
        if not set(ids) & set(pattern.pattern.converters):
            continue
        own = ids | ({"record_id": sold.pk} if name.startswith("lists:deal") else {})
        answer = getattr(client, method)(address(name, pattern, own), headers=HTMX)
        body = b"".join(answer) if answer.streaming else answer.content
        assert "Тайная".encode() not in body, name
        assert answer.status_code in (200, 403, 404, 405) or answer.status_code in (302, 422), name
    hidden.refresh_from_db()
    sold.refresh_from_db()
    assert (hidden.deleted_at, sold.deleted_at, sold.is_open) == (None, None, True)


def test_every_refusal_says_what_happened() -> None:
    """Each typed refusal has a sentence of its own."""
    silent = [kind for kind in _subclasses(Refusal) if kind.sentence == Refusal.sentence]
    assert [kind.__name__ for kind in silent if kind.__str__ is Refusal.__str__] == []


def _subclasses(of: type[Refusal]) -> list[type[Refusal]]:
    return [one for kind in of.__subclasses__() for one in (kind, *_subclasses(kind))]
