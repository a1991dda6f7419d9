"""The views that the demo company's sellers and their head keep at hand."""

import json
from typing import Any

from orbita.platform.accounts.models import User
from orbita.platform.accounts.queries import actor_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.lists.commands import mark_favourite, save_view
from orbita.platform.ui.demo import mail

OPEN = ["outcome", "in", ["open"]]
MINE = ["owner", "in", ["me"]]
SILENT = ["not", ["last_touch_at", "within", "last_30"]]
CLOSING = ["expected_on", "within", "this_month"]
KEY_CLIENTS = ["and", MINE, ["status", "in", ["active"]], ["revenue", "gte", 500_000_000]]
VIEWS = (
    # whose, kind, name, condition, sort, mode
    ("seller", "party", "Мои ключевые клиенты", KEY_CLIENTS, "-revenue", "table"),
    ("seller", "deal", "Без касаний 30 дней", ["and", OPEN, MINE, SILENT], "-amount", "table"),
    ("seller", "deal", "Сделки закрытия месяца", ["and", OPEN, MINE, CLOSING], "expected_on",
     "table"),
    ("seller2", "party", "Мои ключевые клиенты", KEY_CLIENTS, "-revenue", "table"),
    ("seller2", "deal", "Сделки закрытия месяца", ["and", OPEN, MINE, CLOSING], "", "board"),
    ("head", "deal", "Сделки закрытия месяца", ["and", OPEN, CLOSING], "expected_on", "table"),
    ("head", "deal", "Без касаний 30 дней", ["and", OPEN, SILENT], "-amount", "table"),
    ("head", "deal", "Крупные в работе", ["and", OPEN, ["amount", "gte", 3_000_000]], "", "board"),
)  # fmt: skip


@command
def keep_demo_views(*, by: Actor) -> None:
    """Views with a filter, each in the side bar of its owner."""
    for login, kind, name, where, sort, mode in VIEWS:
        owner = actor_of(User.objects.get(email=mail(login)))
        sharing = "everybody" if login == "head" else "private"
        view = save_view(
            kind=kind, name=name, sharing=sharing, query=_query(where, sort, mode), by=owner
        )
        mark_favourite(view.pk, on=True, by=owner)


def _query(where: list[Any], sort: str, mode: str) -> dict[str, Any]:
    text = json.dumps(where, ensure_ascii=False, separators=(",", ":"))
    kept = {"where": text, "sort": sort, "mode": mode}
    return {name: value for name, value in kept.items() if value}
