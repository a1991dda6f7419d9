"""The worker: takes jobs from the queues until it is told to stop.

`python -m orbita.config.worker`. SIGTERM and Ctrl-C stop it: running jobs get a while to finish,
long work gives itself back to the queue at its next step.
"""

import asyncio
import contextlib
import logging
import os
import signal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orbita.config.settings")

import django

THREADS = 4
PATIENCE_SECONDS = 8
"""How long running jobs may go on after a stop; the launcher ends the process after 15 s."""


def main() -> None:
    """Run until stopped."""
    django.setup()
    # A failed job is kept with its error (platform.jobs.faults); the log repeats only that.
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
    asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app

    from orbita.platform.jobs.faults import remember_faults
    from orbita.platform.modules.working import skip_absent

    # A second app with the worker's own connections: what jobs defer themselves must go on through
    # Django's connection, in the transaction of the act. `replace_connector` would break that.
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    worker = app.with_connector(connector)
    own = worker.worker_defaults.get("task_middleware") or []
    async with worker.open_async():
        running = asyncio.create_task(
            worker.run_worker_async(
                concurrency=THREADS,
                delete_jobs="successful",
                shutdown_graceful_timeout=PATIENCE_SECONDS,
                install_signal_handlers=False,
                task_middleware=[*own, remember_faults, skip_absent],
            )
        )
        _stop_on_signal(running)
        with contextlib.suppress(asyncio.CancelledError):
            await running


def _stop_on_signal(running: "asyncio.Task[None]") -> None:
    """The first signal stops the worker politely; more of them change nothing."""
    from orbita.platform.jobs.stopping import STOPPING

    def stop() -> None:
        if not STOPPING.is_set():
            STOPPING.set()
            running.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)


if __name__ == "__main__":
    main()
