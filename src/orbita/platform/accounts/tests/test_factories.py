"""The three people of every test stand where the tests expect them."""

import pytest

from orbita.platform.accounts.tests.factories import actor, admin, alice, bob, carol

pytestmark = pytest.mark.django_db


def test_the_head_reaches_his_seller_and_not_the_stranger() -> None:
    head = actor(bob())

    assert alice().pk in actor(bob()).subtree
    assert carol().pk not in head.subtree


def test_an_administrator_may_manage_access_and_a_seller_may_not() -> None:
    assert actor(admin()).may("access.manage")
    assert not actor(alice()).may("access.manage")
