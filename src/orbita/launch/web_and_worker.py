"""The command lines of web and workers, and what several of them need beside each other."""

import os
import shutil

from orbita.launch.place import Place, made


def worker_names(count: int) -> list[str]:
    """What the background workers are called, in their logs as well."""
    return ["worker", *(f"worker-{number}" for number in range(2, count + 1))]


def side_by_side(place: Place, processes: int) -> dict[str, str]:
    """What several web processes need: a folder for their figures, so that /metrics tells the sum of
    all, and no more connections together than the server has for them."""
    if processes < 2:
        return {}
    folder = place.run / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    connections = os.environ.get("ORBITA_WEB_CONNECTIONS", str(max(4, 48 // processes)))
    return {
        "PROMETHEUS_MULTIPROC_DIR": str(made(folder)),
        "ORBITA_WEB_CONNECTIONS": connections,
    }


def web_command(place: Place, host: str, port: int, processes: int = 1) -> list[str]:
    """The web server's command line. Several processes share one door: SIGHUP renews them one by
    one, and nobody waits at a closed one."""
    options = {
        "--host": host,
        "--port": str(port),
        "--workers": str(processes),
        "--log-level": "warning",
        "--timeout-graceful-shutdown": "8",
        # A process that is busy with its start is not a dead one.
        "--timeout-worker-healthcheck": "60",
    }
    command = [str(place.python), "-P", "-m", "uvicorn", "orbita.config.asgi:application"]
    for name, value in options.items():
        command += [name, value]
    return [*command, "--no-access-log", "--no-server-header", "--proxy-headers"]


def worker_command(place: Place) -> list[str]:
    """The background worker's command line."""
    return [str(place.python), "-P", "-m", "orbita.config.worker"]
