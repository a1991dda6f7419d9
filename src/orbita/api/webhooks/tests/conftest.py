from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.db import connection

from orbita.api.webhooks.tests.factories import Receiver, receiver


@pytest.fixture(autouse=True)
def loopback_is_allowed(settings: LazySettings) -> None:
    """The receivers of tests live on this machine."""
    settings.ORBITA_WEBHOOK_PRIVATE = True


@pytest.fixture
def listener() -> Iterator[Receiver]:
    """A receiver on loopback."""
    with receiver() as found:
        yield found


@pytest.fixture(autouse=True)
def empty_queues(request: pytest.FixtureRequest) -> Iterator[None]:
    """The queue's tables are not Django's own: what a test has committed there is taken away."""
    mark = request.node.get_closest_marker("django_db")
    if not mark or not mark.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
