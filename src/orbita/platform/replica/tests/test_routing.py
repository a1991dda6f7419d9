"""Who reads where."""

import pytest
from django.db import transaction

from orbita.platform.accounts.models import User
from orbita.platform.notifications.models import Notice
from orbita.platform.replica.following import place_of
from orbita.platform.replica.routing import Router, from_replica, read_from_primary

router = Router()


def test_nothing_is_read_from_the_replica_unless_a_page_reads() -> None:
    assert router.db_for_read(Notice) == "default"


def test_what_a_page_reads_comes_from_the_replica() -> None:
    with from_replica():
        assert router.db_for_read(Notice) == "replica"
    assert router.db_for_read(Notice) == "default"


def test_who_may_do_what_is_always_asked_at_the_primary() -> None:
    with from_replica():
        assert router.db_for_read(User) == "default"


def test_whatever_writes_or_locks_has_the_primary() -> None:
    with from_replica():
        assert router.db_for_write(Notice) == "default"


@pytest.mark.django_db
def test_inside_a_transaction_the_primary_answers() -> None:
    with transaction.atomic(), from_replica():
        assert router.db_for_read(Notice) == "default"


def test_a_page_can_go_back_to_the_primary() -> None:
    with from_replica():
        read_from_primary()
        assert router.db_for_read(Notice) == "default"


def test_the_replica_is_never_migrated() -> None:
    assert router.allow_migrate("default", "notifications")
    assert not router.allow_migrate("replica", "notifications")


def test_a_place_in_the_log_is_a_number() -> None:
    assert place_of("0/1") == 1
    assert place_of("1/0") == 2**32
    assert place_of("16/B374D848") > place_of("16/B374D847")
