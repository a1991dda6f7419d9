"""Workplaces: what each role finds first, what an employee has laid out for himself."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orbita.kit.slots import Slot
from orbita.platform.accounts.models import Role, User
from orbita.platform.accounts.presets import ROLES
from orbita.platform.accounts.tests.factories import (
    PASSWORD,
    actor,
    admin,
    alice,
    bob,
    employee,
    role,
    signed_in,
)
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act
from orbita.platform.ui.slots import home_tiles, menu, palette_commands
from orbita.platform.workplaces.commands import (
    lay_out_as_role,
    lay_out_as_shipped,
    lay_out_own,
    lay_out_role,
)
from orbita.platform.workplaces.errors import NothingOfThisName
from orbita.platform.workplaces.models import OwnWorkplace, Workplace
from orbita.platform.workplaces.presets import PRESETS
from orbita.platform.workplaces.settling import settle_workplaces

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-10")]


def layout(**values: Any) -> dict[str, Any]:
    empty = {"start": "", "menu": [], "more": [], "tiles": [], "tiles_off": [], "reports": []}
    return {**empty, **values}


def sections(client: Client) -> tuple[list[str], list[str]]:
    """The keys of the menu and of what stands under «More», as the page has them."""
    shell = client.get("/settings/").context["shell"]
    return [one.item.key for one in shell.menu], [one.item.key for one in shell.more_menu]


def own(user: User, **values: Any) -> OwnWorkplace:
    return lay_out_own(layout(**values), by=actor(user))


def test_every_preset_role_has_a_workplace_of_things_that_exist() -> None:
    known: dict[str, Slot[Any]] = {
        "menu": menu,
        "more": menu,
        "tiles": home_tiles,
        "tiles_off": home_tiles,
    }

    assert set(PRESETS) == set(ROLES)
    for preset in PRESETS.values():
        for name, slot in known.items():
            assert [key for key in getattr(preset, name) if key not in slot] == []
        assert [key for key in preset.reports if key not in palette_commands] == []
        assert not preset.start or preset.start in menu


def test_presets_become_rows_once_and_changes_stay() -> None:
    seller = role("seller")
    settle_workplaces()
    lay_out_role(seller.pk, layout(menu=["deals", "home"]), by=actor(admin()))

    settle_workplaces()

    assert Workplace.objects.get(role=seller).menu == ["deals", "home"]
    lay_out_as_shipped(seller.pk, by=actor(admin()))
    assert Workplace.objects.get(role=seller).menu == list(PRESETS["seller"].menu)


def test_the_menu_stands_as_the_role_says_and_the_rest_is_under_more(client: Client) -> None:
    lay_out_role(
        role("seller").pk,
        layout(menu=["deals", "home", "parties"], more=["documents", "needs"]),
        by=actor(admin()),
    )

    shown, more = sections(signed_in(client, alice()))

    assert shown[:3] == ["deals", "home", "parties"]
    assert set(more) == {"documents", "needs"}
    assert "leads" in shown


def test_what_one_has_no_right_to_does_not_appear_by_a_workplace(client: Client) -> None:
    lay_out_role(role("storekeeper").pk, layout(menu=["deals", "home"]), by=actor(admin()))

    shown, more = sections(signed_in(client, employee("storekeeper")))

    assert "deals" not in (*shown, *more)


def test_several_roles_show_what_each_of_them_shows(client: Client) -> None:
    by = actor(admin())
    lay_out_role(role("head").pk, layout(menu=["deals"], more=["needs", "leads"]), by=by)
    lay_out_role(role("seller").pk, layout(menu=["parties"], more=["needs"]), by=by)
    both = alice()
    both.role_assignments.create(role=role("head"))

    shown, more = sections(signed_in(client, both))

    assert shown[:2] == ["deals", "parties"]
    assert "leads" in shown
    assert more == ["needs"]


def test_ones_own_workplace_takes_the_place_of_the_roles(client: Client) -> None:
    lay_out_role(role("seller").pk, layout(menu=["deals"]), by=actor(admin()))
    own(alice(), menu=["leads"], more=["deals"])

    shown, more = sections(signed_in(client, alice()))
    assert (shown[0], more) == ("leads", ["deals"])

    lay_out_as_role(by=actor(alice()))
    assert sections(client)[0][0] == "deals"


def test_one_side_bar_is_not_shown_to_another(client: Client) -> None:
    other = employee(department=alice().department)
    own(alice(), more=["deals"])
    own(other)

    mine = signed_in(client, alice()).get("/settings/").content.decode()
    theirs = signed_in(Client(), other).get("/settings/").content.decode()

    assert "nav-more" in mine
    assert "nav-more" not in theirs


def test_tiles_and_favourite_pages_follow(client: Client) -> None:
    own(alice(), tiles=["steps", "gap"], tiles_off=["changes"], reports=["forecast", "journal"])

    shell = signed_in(client, alice()).get("/").context["shell"]

    keys = [tile.key for tile, _url in shell.home_tiles]
    assert keys[:2] == ["steps", "gap"]
    assert "changes" not in keys
    assert "/deals/forecast/" in "".join(one.url for one in shell.favourites)


def test_after_signing_in_one_comes_to_the_start_page(client: Client) -> None:
    cache.clear()
    own(alice(password=PASSWORD), start="deals")
    sent = {"login": "alice@example.com", "password": PASSWORD}

    assert client.post("/accounts/login/", sent)["Location"] == "/deals/"
    assert Client().post("/accounts/login/?next=/leads/", sent)["Location"] == "/leads/"


def test_a_start_page_without_the_right_is_the_home_page(client: Client) -> None:
    cache.clear()
    someone = employee("storekeeper", password=PASSWORD)
    own(someone, start="deals")

    answer = client.post("/accounts/login/", {"login": someone.email, "password": PASSWORD})

    assert answer["Location"] == "/"


def test_it_costs_a_page_no_statement(client: Client) -> None:
    signed_in(client, alice()).get("/settings/")
    with CaptureQueriesContext(connection) as before:
        client.get("/settings/")
    own(alice(), menu=["deals"], reports=["forecast"])
    with CaptureQueriesContext(connection) as after:
        client.get("/settings/")

    assert len(after) == len(before)


def test_administrators_lay_out_a_role_in_the_browser_with_a_preview(client: Client) -> None:
    seller = role("seller")
    settle_workplaces()
    signed_in(client, admin())
    address = f"/settings/workplaces/{seller.pk}/"
    sent = {
        "start": "deals",
        "menu_key": ["deals", "home", "leads"],
        "menu": ["deals", "home"],
        "tile_key": ["gap", "steps"],
        "tile": ["steps"],
        "report_key": ["forecast"],
        "report": ["forecast"],
    }

    preview = client.post(address, {**sent, "preview": "1"}, headers={"HX-Request": "true"})
    assert 'id="workplace-preview"' in preview.content.decode()
    assert Workplace.objects.get(role=seller).start == ""

    assert client.post(address, sent).status_code == 303
    saved = Workplace.objects.get(role=seller)
    assert (saved.start, saved.menu[:3]) == ("deals", ["deals", "home", "leads"])
    assert "leads" in saved.more
    assert "gap" in saved.tiles_off
    assert saved.reports == ["forecast"]
    assert client.get(address).status_code == 200
    assert client.get("/settings/workplaces/").status_code == 200


def test_what_the_editor_does_not_show_stays_as_it_was(client: Client) -> None:
    own(alice(), menu=["deals"], more=["duplicates"], reports=["journal"])
    signed_in(client, alice()).post(
        "/settings/workplaces/own/", {"menu_key": ["deals"], "menu": ["deals"]}
    )

    saved = OwnWorkplace.objects.get()
    assert saved.menu[0] == "deals"


def test_it_is_undone() -> None:
    seller = role("seller")
    by = actor(admin())
    lay_out_role(seller.pk, layout(menu=["deals"]), by=by)
    lay_out_role(seller.pk, layout(menu=["leads"]), by=by)
    act = last_act_id()
    assert act is not None

    undo_act(act, by=by)

    assert Workplace.objects.get(role=seller).menu == ["deals"]


def test_only_administrators_lay_out_roles_and_unknown_keys_are_refused() -> None:
    with pytest.raises(NotAllowed):
        lay_out_role(role("seller").pk, layout(), by=actor(bob()))
    with pytest.raises(NothingOfThisName):
        own(alice(), menu=["nowhere"])


def test_a_commercial_director_has_the_rights_of_a_director() -> None:
    director = dict(role("director").grants.values_list("permission", "scope"))

    assert dict(Role.objects.get(key="commercial").grants.values_list("permission", "scope")) == (
        director
    )
