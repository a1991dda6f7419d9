"""Parts of the shell that are kept, and translations that are put together."""

import re
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import trans_real

from orbita.platform.acts.actor import Actor
from orbita.platform.keys import uuid7
from orbita.platform.ui import kept
from orbita.platform.ui.catalogs import merge_catalogs
from orbita.platform.ui.shell import Shell


def asked(path: str = "/", **grants: str) -> HttpRequest:
    """A request of somebody with these permissions («parties_view»)."""
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    rights = {key.replace("_", "."): scope for key, scope in grants.items()}
    request.actor = Actor(id=uuid7(), name="Alice", grants=MappingProxyType(rights))  # type: ignore[attr-defined]
    request.resolver_match = SimpleNamespace(namespace="")  # type: ignore[assignment]
    return request


def words_of_all_apps() -> Any:
    """What Django has put together of the catalogues of all apps."""
    return trans_real.catalog()._catalog  # type: ignore[attr-defined]


def palette(request: HttpRequest) -> str:
    return kept.part("ui/palette.html", Shell(request), request)


@pytest.mark.django_db
def test_a_part_is_drawn_once_for_the_same_rights() -> None:
    kept._parts.clear()

    first, second = palette(asked(parties_view="all")), palette(asked(parties_view="all"))

    assert first == second
    assert len(kept._parts) == 1


@pytest.mark.django_db
def test_other_rights_give_another_part() -> None:
    assert "/parties/" in palette(asked(parties_view="own"))
    assert "/parties/" not in palette(asked())


@pytest.mark.django_db
def test_another_language_gives_another_part() -> None:
    with translation.override("ru"):
        russian = palette(asked())
    with translation.override("en"):
        english = palette(asked())

    assert russian != english


@pytest.mark.django_db
def test_a_kept_part_carries_the_token_of_the_one_who_asks() -> None:
    requests = [asked(), asked()]
    drawn = [kept.part("ui/user_menu.html", Shell(one), one) for one in requests]

    tokens = [one.META["CSRF_COOKIE"] for one in requests]
    assert tokens[0] != tokens[1]
    assert all(kept.BLANK not in text for text in drawn)
    assert drawn[0] != drawn[1]


@pytest.mark.django_db
def test_the_section_of_the_page_is_marked_though_the_side_bar_is_kept() -> None:
    rights = {"parties_view": "all", "deals_view": "all"}
    pages = [asked("/parties/", **rights), asked("/deals/", **rights), asked("/parties/", **rights)]

    parties, deals, again = (kept.part("ui/side.html", Shell(one), one, own=True) for one in pages)

    assert parties != deals
    assert re.search('href="/deals/"[^>]* aria-current="page"', deals)
    assert re.search('href="/parties/"[^>]* aria-current="page"', again)


def test_words_are_found_in_one_place_and_are_the_same_as_before() -> None:
    with translation.override("ru"):
        before = dict(reversed(list(words_of_all_apps().items())))
        merge_catalogs()
        catalog = words_of_all_apps()

        assert {key: catalog[key] for key in before} == before
        assert len(catalog._catalogs) < 8
        assert translation.gettext("Today") == "Сегодня"
        few = translation.ngettext("%(count)s record", "%(count)s records", 2)
        many = translation.ngettext("%(count)s record", "%(count)s records", 5)
        assert few != many


def test_merging_twice_changes_nothing() -> None:
    merge_catalogs()
    with translation.override("ru"):
        before = len(words_of_all_apps()._catalogs)
        merge_catalogs()

        assert len(words_of_all_apps()._catalogs) == before
