from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def empty_queues(request: pytest.FixtureRequest) -> Iterator[None]:
    """The queue's tables are not Django's own: what a test has committed there is taken away."""
    mark = request.node.get_closest_marker("django_db")
    database = "transactional_db" if mark and mark.kwargs.get("transaction") else "db"
    request.getfixturevalue(database)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
