"""Whoever watches over the installation learns whether it is in order."""

import pytest
from django.db import connection
from django.test import Client

from orbita.platform.health import queries


@pytest.fixture(autouse=True)
def schema(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "schema", queries._Schema())


def heartbeat(seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


@pytest.mark.django_db
def test_all_is_well_while_a_worker_beats_and_nothing_is_to_migrate(client: Client) -> None:
    heartbeat(5)

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": True, "schema": True, "worker": True}


@pytest.mark.django_db
def test_a_silent_worker_is_told(client: Client) -> None:
    heartbeat(300)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["worker"] is False


@pytest.mark.django_db
def test_a_migration_that_was_not_run_is_told(client: Client) -> None:
    heartbeat(5)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["schema"] is False


@pytest.mark.django_db
def test_metrics_count_requests_and_queues(client: Client) -> None:
    client.get("/healthz")

    text = client.get("/metrics").content.decode()

    assert 'orbita_requests_total{method="GET",status="503",view="health:healthz"}' in text
    assert "orbita_workers 0.0" in text


@pytest.mark.django_db
def test_metrics_are_hidden_from_strangers(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.5").status_code == 404


@pytest.mark.django_db
def test_metrics_are_hidden_behind_a_proxy_of_this_machine(client: Client) -> None:
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.5"}).status_code == 404


@pytest.mark.django_db
def test_a_token_opens_metrics(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORBITA_METRICS_TOKEN", "let-me-in")
    far = "203.0.113.5"

    right = client.get("/metrics", headers={"Authorization": "Bearer let-me-in"}, REMOTE_ADDR=far)
    wrong = client.get("/metrics", headers={"Authorization": "Bearer guess"}, REMOTE_ADDR=far)

    assert (right.status_code, wrong.status_code) == (200, 404)
