"""Figures for Prometheus: requests as they happen, queues and long work when they are asked for."""

import os
from collections.abc import Iterable

from django.db import connection
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from orbita.platform.replica.following import follower, is_configured

OWN = CollectorRegistry()
REQUESTS = Counter(
    "orbita_requests", "Requests by view and status", ["view", "method", "status"], registry=OWN
)
SECONDS = Histogram(
    "orbita_request_seconds",
    "Time until the answer is ready, by view",
    ["view"],
    registry=OWN,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


class _Queues:
    """Lengths of queues and states of long work, read from the database at each scrape."""

    def describe(self) -> Iterable[GaugeMetricFamily]:
        return ()

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Three statements."""
        jobs = GaugeMetricFamily(
            "orbita_jobs", "Jobs by queue and state", labels=["queue", "state"]
        )
        works = GaugeMetricFamily("orbita_works", "Long work by state", labels=["state"])
        workers = GaugeMetricFamily("orbita_workers", "Workers with a heartbeat of the last 45 s")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT queue_name, status::text, count(*) FROM procrastinate_jobs"
                " WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2"
            )
            for queue, state, count in cursor.fetchall():
                jobs.add_metric([queue, state], count)
            cursor.execute("SELECT state, count(*) FROM jobs_work GROUP BY 1")
            for state, count in cursor.fetchall():
                works.add_metric([state], count)
            cursor.execute(
                "SELECT count(*) FROM procrastinate_workers"
                " WHERE last_heartbeat > now() - interval '45 s'"
            )
            workers.add_metric([], cursor.fetchone()[0])
        return (jobs, works, workers)


class _Replica:
    """Whether pages are read from the replica, and how far it is behind."""

    def describe(self) -> Iterable[GaugeMetricFamily]:
        return ()

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Two statements at most."""
        state = follower.state()
        read = GaugeMetricFamily("orbita_replica_read", "Whether pages are read from the replica")
        read.add_metric([], float(state.is_read))
        behind = GaugeMetricFamily(
            "orbita_replica_behind_seconds", "How many seconds the replica is behind at most"
        )
        if state.behind is not None:
            behind.add_metric([], state.behind)
        return (read, behind)


def exposition() -> bytes:
    """Everything in Prometheus' text format.

    Several web processes add up their counts when PROMETHEUS_MULTIPROC_DIR names a folder.
    """
    registry = OWN
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    now = CollectorRegistry()
    now.register(_Queues())
    if is_configured():
        now.register(_Replica())
    return generate_latest(registry) + generate_latest(now)
