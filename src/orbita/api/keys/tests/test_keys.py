"""Keys: made once, narrowed, ended."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from orbita.api.keys.commands import create_key, revoke_key
from orbita.api.keys.errors import KeyIsPast, KeyNeedsName, ScopeIsUnknown
from orbita.api.keys.models import ApiKey, KeyUse
from orbita.api.keys.tests.factories import Program, secret_of
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.accounts.tests.factories import actor, alice, carol, employee, signed_in
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.models import Act

pytestmark = pytest.mark.django_db


@pytest.mark.req("PLT-14")
def test_the_secret_is_not_kept() -> None:
    secret = secret_of(alice())

    kept = ApiKey.objects.get()

    assert secret.startswith("orb_")
    assert secret not in (kept.digest, kept.prefix)
    assert secret.startswith(kept.prefix)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"name": " "}, KeyNeedsName),
        ({"name": "x", "expires_on": timezone.localdate() - timedelta(days=1)}, KeyIsPast),
        ({"name": "x", "scopes": ["deals.fly"]}, ScopeIsUnknown),
    ],
)
def test_it_refuses(values: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        create_key(**values, by=actor(alice()))  # type: ignore[arg-type]


@pytest.mark.req("PLT-14")
def test_a_revoked_key_opens_nothing() -> None:
    who = alice()
    program = Program(who)
    assert program.call("get", "me/").status_code == 200

    revoke_key(ApiKey.objects.get().pk, by=actor(who))

    assert program.call("get", "me/").status_code == 401


def test_a_stranger_cannot_revoke_it_and_an_administrator_can() -> None:
    secret_of(alice())
    key = ApiKey.objects.get()

    with pytest.raises(NotFound):
        revoke_key(key.pk, by=actor(carol()))
    revoke_key(key.pk, by=actor(employee("admin")))

    key.refresh_from_db()
    assert not key.is_valid


@pytest.mark.req("PLT-14")
def test_whoever_has_left_cannot_call_any_more() -> None:
    who = alice()
    program = Program(who)

    who.is_active = False
    who.save()

    assert program.call("get", "me/").status_code == 401


def test_a_key_out_of_date_opens_nothing() -> None:
    program = Program(alice(), expires_on=timezone.localdate())
    ApiKey.objects.update(expires_on=timezone.localdate() - timedelta(days=1))

    assert program.call("get", "me/").status_code == 401


@pytest.mark.req("PLT-14")
def test_a_reading_key_writes_nothing() -> None:
    program = Program(alice(), "read")

    answer = program.call("post", "parties/", {"form": "organisation", "name": "Маяк"})

    assert answer.status_code == 403
    assert program.get("parties/")["items"] == []


@pytest.mark.req("PLT-14")
def test_a_key_for_some_rights_has_no_others() -> None:
    who = alice()
    organisation("Маяк", owner=who)
    program = Program(who, "parties.view")

    assert len(program.get("parties/")["items"]) == 1
    assert program.call("get", "deals/").status_code == 403
    assert program.call("post", "parties/", {"form": "person", "name": "Пётр"}).status_code == 403


@pytest.mark.req("PLT-14")
def test_the_journal_knows_the_person_and_the_key() -> None:
    who = alice()
    program = Program(who)

    made = program.post("parties/", {"form": "organisation", "name": "Маяк"})

    act = Act.objects.get(pk=made["act"])
    assert act.by_id == who.pk
    assert KeyUse.objects.get(act=act).api_key == ApiKey.objects.get()


def test_the_pages_show_ones_own_keys_and_everybodys_to_administrators() -> None:
    secret_of(alice())
    mine, rules = Client(), Client()
    signed_in(mine, carol())
    signed_in(rules, employee("admin"))

    assert b"orb_" not in mine.get("/profile/keys/?whose=all").content
    assert b"orb_" in rules.get("/profile/keys/?whose=all").content


def test_a_key_made_on_the_page_is_shown_once(client: Client) -> None:
    signed_in(client, alice())

    made = client.post(
        "/profile/keys/new/", {"name": "1С", "may": "write"}, headers={"HX-Request": "true"}
    )

    assert b"orb_" in made.content
    page = client.get("/profile/keys/").content.decode()
    assert "1С" in page
    assert ApiKey.objects.get().prefix in page


def test_the_command_prints_a_key() -> None:
    who = alice()
    out = StringIO()

    call_command("token", who.email, "--scopes", "read", "--days", "30", stdout=out)

    answer = Client().get(
        "/api/v1/me/", headers={"Authorization": f"Bearer {out.getvalue().strip()}"}
    )
    assert answer.json()["name"] == str(who)
    assert ApiKey.objects.get().scopes == ["read"]
