"""docs/webhooks.md is true: its receiver works, its table of events is the code's."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from orbita.api.webhooks.commands import send_ping
from orbita.api.webhooks.models import Message, State
from orbita.api.webhooks.reference import MARK, table
from orbita.api.webhooks.signing import opened
from orbita.api.webhooks.tests.factories import endpoint, send_all
from orbita.platform.accounts.tests.factories import actor, admin

PAGE = Path(__file__).parents[5] / "docs" / "webhooks.md"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.django_db
@pytest.mark.req("PLT-14")
def test_the_receiver_of_the_page_takes_messages_and_refuses_forged_ones(tmp_path: Path) -> None:
    code = re.findall("```python\n(.*?)```", PAGE.read_text(), re.DOTALL)[0]
    port = _free_port()
    made = endpoint(f"http://127.0.0.1:{port}/")
    surroundings = {**os.environ, "SECRET": opened(made.secret), "PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "-c", code], env=surroundings, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as running:  # fmt: skip
        try:
            _wait_for(port)
            send_ping(made.pk, by=actor(admin()))
            send_all(made)
            Message.objects.update(state=State.WAITING)
            send_all(made)
            assert [one.status for one in Message.objects.get().tries.all()] == [204, 204]
            Message.objects.update(state=State.WAITING)
            other = endpoint(f"http://127.0.0.1:{port}/")
            Message.objects.update(endpoint=other)
            send_all(other)
            assert Message.objects.get().tries.latest("id").status == 400
        finally:
            running.terminate()
        assert running.stdout
        assert running.stdout.read().splitlines() == ["ping None"]


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError


def test_the_table_of_events_is_up_to_date() -> None:
    assert PAGE.read_text().partition(MARK)[2].strip() == table()
