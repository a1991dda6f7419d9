"""Whoever stands in for an absent colleague: his own records, for these days, and nothing more."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from orbita.platform.access.queries import allows
from orbita.platform.accounts.models import FieldRight, User
from orbita.platform.accounts.tests.factories import (
    actor,
    admin,
    alice,
    carol,
    employee,
    role,
    role_with,
    signed_in,
)
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.models import Act
from orbita.platform.calendars.models import Absence
from orbita.platform.calendars.standing import lists_of, standing_for, why
from orbita.platform.notifications.commands import notify
from orbita.platform.notifications.models import Notice
from orbita.sales.deals.commands import change_deals, delete_deals
from orbita.sales.deals.models import Deal
from orbita.sales.deals.tests.factories import deal

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-09")]


def away(user: User, substitute: User, first: int = -1, last: int = 3) -> Absence:
    """An absence from so many days before or after today."""
    today = timezone.localdate()
    return Absence.objects.create(
        user=user,
        substitute=substitute,
        first_on=today + timedelta(days=first),
        last_on=today + timedelta(days=last),
    )


def seen(user: User) -> set[str]:
    return set(Deal.objects.visible_to(actor(user)).values_list("title", flat=True))


def test_he_sees_and_changes_the_records_of_the_absent_one() -> None:
    hers = deal(title="Hers", owner=alice())
    deal(title="His", owner=carol())
    assert seen(carol()) == {"His"}

    away(alice(), carol())

    assert seen(carol()) == {"Hers", "His"}
    change_deals([hers.pk], {"title": "Ours"}, by=actor(carol()))
    hers.refresh_from_db()
    assert hers.title == "Ours"


@pytest.mark.parametrize(("first", "last", "holds"), [(0, 0, True), (1, 5, False), (-5, -1, False)])
def test_it_begins_and_ends_with_the_days_of_the_absence(
    first: int, last: int, holds: bool
) -> None:
    deal(title="Hers", owner=alice())
    away(alice(), carol(), first, last)

    assert ("Hers" in seen(carol())) is holds


def test_a_head_who_is_away_lends_his_own_records_only() -> None:
    head = employee("director")
    deal(title="Of the head", owner=head)
    deal(title="Hers", owner=alice())
    away(head, carol())

    assert seen(carol()) == {"Of the head"}


def test_administration_is_never_lent() -> None:
    away(admin(), carol())

    acting = actor(carol())

    assert not acting.may("access.manage")
    assert not acting.may("acts.undo_any")
    assert not acting.may("calendars.manage")


def test_nothing_can_be_made_or_taken_out_that_his_own_roles_do_not_allow() -> None:
    secretary = employee(role_with({"parties.view": "own"}))
    deal(title="Hers", owner=alice())
    away(alice(), secretary)

    acting = actor(secretary)

    assert seen(secretary) == {"Hers"}
    assert acting.may("deals.edit")
    assert not acting.may("deals.create")
    assert not acting.may("deals.export")
    assert not acting.may("deals.import")


def test_it_does_not_pass_on_from_one_to_the_next() -> None:
    middle = employee()
    deal(title="Hers", owner=alice())
    away(alice(), middle)
    away(middle, carol())

    assert "Hers" in seen(middle)
    assert "Hers" not in seen(carol())


def test_who_sees_a_kind_only_by_standing_in_is_kept_from_the_same_fields() -> None:
    secretary = employee(role_with({"parties.view": "own"}))
    FieldRight.objects.create(role=role("seller"), kind="deal", field="amount", level="hidden")
    away(alice(), secretary)

    assert not actor(secretary).sees("deal", "amount")


def test_his_own_restrictions_stay_where_he_sees_the_kind_himself() -> None:
    other = employee(role_with({"deals.view": "own"}))
    away(alice(), other)
    FieldRight.objects.create(role=role("seller"), kind="deal", field="amount", level="hidden")

    assert actor(other).sees("deal", "amount")


def test_without_the_absence_it_is_as_before() -> None:
    hers = deal(title="Hers", owner=alice())
    absence = away(alice(), carol())
    assert allows(actor(carol()), "deals.delete", hers)
    absence.delete()

    assert not allows(actor(carol()), "deals.delete", hers)
    with pytest.raises(NotFound):
        change_deals([hers.pk], {"title": "Mine"}, by=actor(carol()))


def test_the_journal_says_instead_of_whom() -> None:
    hers = deal(title="Hers", owner=alice())
    own = deal(title="His", owner=carol())
    away(alice(), carol())
    acting = actor(carol())

    change_deals([hers.pk], {"title": "Ours"}, by=acting)
    change_deals([own.pk], {"title": "Mine"}, by=acting)

    said = Act.objects.filter(command="deals.change_deals").order_by("pk")
    assert list(said.values_list("instead_of", flat=True)) == [alice().pk, None]


def test_he_is_told_for_whom_he_stands_in(client: Client) -> None:
    away(alice(), carol())

    (standing,) = standing_for(actor(carol()))

    assert (standing.name, standing.user_id) == ("Alice", alice().pk)
    assert isinstance(standing.until, date)
    page = signed_in(client, carol()).get("/standing-in/")
    assert "Alice" in page.content.decode()


def test_notices_go_to_both() -> None:
    away(alice(), carol())

    told = notify([alice().pk], kind="shared", values={}, by=SYSTEM)

    assert told == 2
    assert set(Notice.objects.values_list("user", flat=True)) == {alice().pk, carol().pk}


def test_a_filter_finds_what_belongs_to_the_absent(client: Client) -> None:
    deal(title="Hers", owner=alice())
    deal(title="His", owner=carol())
    away(alice(), carol())
    ((_name, url),) = [one for one in lists_of(actor(carol())) if one[1].startswith("/deals/")]

    page = signed_in(client, carol()).get(url).content.decode()

    assert "Hers" in page
    assert ">His<" not in page


def test_it_says_why_a_record_is_seen() -> None:
    hers = deal(title="Hers", owner=alice())
    away(alice(), carol())

    (said,) = why(actor(carol()), hers)

    assert "Alice" in said


def test_mass_acts_reach_them_too() -> None:
    hers = deal(title="Hers", owner=alice())
    away(alice(), carol())

    delete_deals([hers.pk], by=actor(carol()))

    assert "Hers" not in seen(alice())
