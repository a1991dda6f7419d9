"""A thousand records a call, as programs send them to `/api/v1/<name>/bulk/`."""

import json
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from bench.words import firm

CALLS, RECORDS = 5, 1000


def measure_bulk() -> Iterator[dict[str, object]]:
    """Records a second of clients with a phone, and of deals with a client; then the same again."""
    from django.test import Client

    from bench.filling import MAIL
    from orbita.api.keys.commands import create_key
    from orbita.platform.accounts.models import User
    from orbita.platform.accounts.queries import actor_of
    from orbita.platform.acts.frame import last_act_id

    who = User.objects.get(email=MAIL)
    _key, secret = create_key(name="bench", by=actor_of(who))
    program = Client(headers={"Authorization": f"Bearer {secret}", "Host": "localhost"})
    random, began = Random(RECORDS), str(last_act_id())[-8:]
    made: list[str] = []

    def client(number: int) -> dict[str, Any]:
        name, city, industry, site = firm(random)
        phone = f"+7 9{random.randint(10**8, 10**9 - 1)}"
        return {
            "external_id": f"{began}-{number}", "name": name, "phone": [phone], "city": city,
            "industry": industry, "site": site,
        }  # fmt: skip

    def deal(number: int) -> dict[str, Any]:
        return {
            "external_id": f"{began}-{number}", "title": f"Поставка {number}",
            "party_id": made[number % len(made)], "amount": "125000.50", "expected_on": "2026-12-25",
        }  # fmt: skip

    yield _measured(program, "parties", client, made)
    yield _measured(program, "deals", deal, [])


def _measured(
    program: Any, name: str, record: Callable[[int], dict[str, Any]], made: list[str]
) -> dict[str, object]:
    seconds = again = 0.0
    for call in range(CALLS):
        records = [record(call * RECORDS + number) for number in range(RECORDS)]
        body = json.dumps({"key": "external_id", "records": records})
        took, found = _sent(program, name, body)
        if found.get("created") != RECORDS:
            return {"case": f"bulk of {name}", "failed": json.dumps(found)[:600]}
        made += [one["id"] for one in found["results"]]
        seconds += took
        again += _sent(program, name, body)[0]
    return {
        "case": f"bulk of {name}",
        "n": CALLS * RECORDS,
        "records_a_second": round(CALLS * RECORDS / seconds),
        "unchanged_a_second": round(CALLS * RECORDS / again),
    }


def _sent(program: Any, name: str, body: str) -> tuple[float, dict[str, Any]]:
    began = time.perf_counter()
    answer = program.post(f"/api/v1/{name}/bulk/", body, content_type="application/json")
    return time.perf_counter() - began, answer.json()
