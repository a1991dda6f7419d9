"""Every module of Orbita: off, it is nowhere and the rest works."""

import pytest
from django.test import Client
from django.urls.resolvers import URLPattern

from orbita.api.keys.tests.factories import Program
from orbita.config.tests.test_every_url import address, own_urls
from orbita.kit.slots import Slot
from orbita.parties.directory.tests.factories import organisation
from orbita.platform.access.slots import permissions
from orbita.platform.accounts.tests.factories import employee, signed_in
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.modules.commands import switch_off_module
from orbita.platform.modules.models import SwitchedOff
from orbita.platform.modules.queries import absent_apps
from orbita.platform.modules.slots import modules
from orbita.platform.records.slots import kinds

HTMX = {"HX-Request": "true"}
CALLS = "api_v1:call"
"""One address for all calls of programs: asked below."""


def belongs(pattern: URLPattern, apps: frozenset[str]) -> bool:
    """Whether an address belongs to one of these apps: by its view, its right or its kind."""
    view = pattern.callback
    owners = (
        view.__module__,
        permissions.owner(getattr(view, "gate", "")),
        kinds.owner(str(pattern.default_args.get("kind", ""))),
    )
    return any(owner == app or owner.startswith(f"{app}.") for owner in owners for app in apps)


@pytest.mark.django_db
@pytest.mark.req("PLT-03")
@pytest.mark.parametrize("key", [module.key for module in modules])
def test_its_addresses_are_gone_and_the_menu_is_clean(key: str, client: Client) -> None:
    signed_in(client, employee("admin"))
    party = organisation("Северный ветер")
    switch_off_module(key, by=SYSTEM)
    apps = absent_apps(SwitchedOff.objects.values_list("module", flat=True))

    gone = {name: one for name, one in own_urls().items() if belongs(one, apps)}
    answers = {name: client.get(address(name, one), headers=HTMX) for name, one in gone.items()}
    page = client.get("/settings/").content.decode()
    dossier = client.get(f"/parties/{party.pk}/")

    assert {name for name, answer in answers.items() if answer.status_code != 404} == set()
    assert [name for name, one in gone.items() if _link(name, one) in page] == []
    assert dossier.status_code == 200


def _link(name: str, pattern: URLPattern) -> str:
    return f'href="{address(name, pattern)}"'


@pytest.mark.django_db
@pytest.mark.req("PLT-03")
def test_with_all_modules_off_everything_else_still_answers(client: Client) -> None:
    signed_in(client, employee("admin"))
    for module in modules:
        switch_off_module(module.key, by=SYSTEM)
    apps = absent_apps(module.key for module in modules)

    for name, pattern in own_urls().items():
        if not belongs(pattern, apps) and name != CALLS:
            answer = client.get(address(name, pattern), headers=HTMX)
            assert answer.status_code < 500 or name == "health:healthz", name


@pytest.mark.req("PLT-03")
def test_what_people_see_is_switchable_and_what_keeps_data_right_is_not() -> None:
    switchable = {slot.name for slot in Slot.every if slot.switchable}

    assert {"menu", "settings", "record panels", "record facts", "more columns"} <= switchable
    assert not {"record kinds", "record parts", "derived tables", "steps of undo"} & switchable
    assert not {"personal data", "holds of erasure", "rules of joining"} & switchable


@pytest.mark.django_db
@pytest.mark.req("PLT-03")
@pytest.mark.req("PLT-14")
def test_the_api_knows_nothing_of_a_module_that_is_off() -> None:
    program = Program(employee("admin"))
    before = program.call("get", "leads/").status_code
    switch_off_module("leads", by=SYSTEM)

    after = program.call("get", "leads/").status_code
    deals = program.call("get", "deals/").status_code
    said = program.get("openapi.json")["paths"]

    assert (before, after, deals) == (200, 404, 200)
    assert not any(path.startswith("/leads/") for path in said)
