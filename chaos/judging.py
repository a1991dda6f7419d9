"""The journals against the rows: what was acknowledged stands once, all else at most once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from chaos.clients import IMPORTED
from chaos.journal import ACKNOWLEDGED, REFUSED, Intent

Database = psycopg.Connection[tuple[Any, ...]]

COUNTS = {
    "deal": "SELECT count(*) FROM deals_deal WHERE title = %s",
    "party": "SELECT count(*) FROM directory_party WHERE name = %s",
    "call": "SELECT count(*) FROM timeline_interaction WHERE text = %s",
    "file": "SELECT count(*) FROM files_document WHERE title = %s",
    # A value of a field counts as often as the field has become it.
    "note": "SELECT count(DISTINCT pgh_context_id) FROM deals_deal_history h WHERE note = %s AND"
    " NOT EXISTS (SELECT FROM deals_deal_history b WHERE b.pgh_obj_id = h.pgh_obj_id"
    " AND b.pgh_id = (SELECT max(pgh_id) FROM deals_deal_history WHERE pgh_obj_id = h.pgh_obj_id"
    " AND pgh_id < h.pgh_id) AND b.note = h.note)"
    " AND NOT EXISTS (SELECT FROM acts_act WHERE id = pgh_context_id AND command LIKE '%%undo%%')",
}


def judge(database: Database, intents: list[Intent], data: Path) -> Iterator[str]:
    """What does not hold."""
    for intent in intents:
        if intent.kind in COUNTS:
            yield from _counted(intent, _one(database, COUNTS[intent.kind], intent.token))
        elif intent.kind == "import":
            yield from _imported(database, intent)
        if intent.act and intent.outcome == ACKNOWLEDGED:
            found = _one(database, "SELECT count(*) FROM acts_act WHERE id = %s", intent.act)
            if found != 1:
                yield f"{intent.kind} {intent.token}: its act {intent.act} stands {found} times"
    yield from _acts_once(intents)
    yield from _undone(database, intents)
    yield from _edits(database, [one for one in intents if one.kind == "edit"])
    yield from _moves(database, [one for one in intents if one.kind in ("move", "bulk")])
    yield from _bytes(database, data)


def _one(database: Database, statement: str, *values: object) -> int:
    row = database.execute(statement, values or None).fetchone()
    return int(row[0]) if row else 0


def _counted(intent: Intent, found: int) -> Iterator[str]:
    wanted: Callable[[int], bool] = {
        ACKNOWLEDGED: lambda count: count == 1,
        REFUSED: lambda count: count == 0,
    }.get(intent.outcome, lambda count: count <= 1)
    if not wanted(found):
        yield f"{intent.kind} {intent.token}, {intent.outcome}: stands {found} times"


def _imported(database: Database, intent: Intent) -> Iterator[str]:
    """A file goes in whole and once, or not at all; what was begun comes to its end."""
    like = f"{intent.token} %"
    rows = _one(database, "SELECT count(*) FROM directory_party WHERE name LIKE %s", like)
    if rows not in (0, IMPORTED):
        yield f"import {intent.token}, {intent.outcome}: {rows} of {IMPORTED} rows"
    if intent.outcome == ACKNOWLEDGED and rows != IMPORTED:
        state = database.execute(
            "SELECT i.state, w.state, w.note FROM imports_import i LEFT JOIN jobs_work w"
            " ON w.id = work_id WHERE i.id = %s",
            [intent.more["record"]],
        ).fetchone()
        yield f"import {intent.token} was begun and has not ended: {state}"


def _acts_once(intents: list[Intent]) -> Iterator[str]:
    """No two answers name the same act."""
    seen: dict[str, Intent] = {}
    for intent in intents:
        if intent.act and intent.outcome == ACKNOWLEDGED:
            if intent.act in seen:
                yield f"{intent.token} and {seen[intent.act].token} are the same act {intent.act}"
            seen[intent.act] = intent


def _undone(database: Database, intents: list[Intent]) -> Iterator[str]:
    for intent in (one for one in intents if one.kind == "undo"):
        done = _one(
            database,
            "SELECT count(*) FROM acts_act WHERE id = %s AND undone_by_id IS NOT NULL",
            intent.more["undoes"],
        )
        if intent.outcome == ACKNOWLEDGED and not done:
            yield f"undo {intent.token} was acknowledged, the act is not undone"


def _edits(database: Database, intents: list[Intent]) -> Iterator[str]:
    """Each field holds what its only editor wrote last, and the history every value once."""
    for field in sorted({one.more["field"] for one in intents}):
        mine = [one for one in intents if one.more["field"] == field]
        column = sql.Identifier(field)
        rows = database.execute(
            sql.SQL(
                "SELECT {0} FROM directory_party_history WHERE pgh_obj_id = ("
                "SELECT pgh_obj_id FROM directory_party_history WHERE {0} = ANY(%s) LIMIT 1)"
                " ORDER BY pgh_id"
            ).format(column),
            [[one.token for one in mine]],
        ).fetchall()
        values = [row[0] for row in rows]
        became = [
            now for now, before in zip(values, [None, *values], strict=False) if now != before
        ]
        for one in mine:
            yield from _counted(one, became.count(one.token))
        certain = [place for place, one in enumerate(mine) if one.outcome == ACKNOWLEDGED]
        allowed = {one.token for one in mine[certain[-1] :]} if certain else None
        if allowed and became[-1] not in allowed:
            yield f"{field}: {became[-1]!r} stands, written last was {mine[certain[-1]].token}"


def _moves(database: Database, intents: list[Intent]) -> Iterator[str]:
    """Acts of moving and of giving away: at least the acknowledged, at most all that were sent."""
    named = {"move": "deals.move_deal", "bulk": "deals.change_deals"}
    sure = sum(one.outcome == ACKNOWLEDGED for one in intents if one.kind == "move")
    sent = sum(one.outcome != REFUSED for one in intents if one.kind == "move")
    found = _one(database, "SELECT count(*) FROM acts_act WHERE command = %s", named["move"])
    if not sure <= found <= sent:
        yield f"moves: {found} acts, {sure} acknowledged, {sent} sent"
    for one in (one for one in intents if one.kind == "bulk"):
        yield from _whole(database, one)


def _whole(database: Database, intent: Intent) -> Iterator[str]:
    """After an act on many, all its records hold what it gave them; none is left out."""
    if not intent.act:
        return
    others = _one(
        database,
        "WITH upto AS (SELECT max(pgh_id) id FROM deals_deal_history WHERE pgh_context_id = %s),"
        " stood AS (SELECT DISTINCT ON (pgh_obj_id) owner_id FROM deals_deal_history, upto"
        "  WHERE pgh_id <= upto.id AND pgh_obj_id = ANY(%s::uuid[]) ORDER BY pgh_obj_id, pgh_id DESC)"
        " SELECT count(*) FROM stood WHERE owner_id IS DISTINCT FROM %s",
        intent.act,
        intent.more["records"],
        intent.more["owner"],
    )
    if others:
        yield f"bulk {intent.token}: {others} of {len(intent.more['records'])} left out"


def _bytes(database: Database, data: Path) -> Iterator[str]:
    """Every stored file has its bytes, of its size."""
    for sha256, size in database.execute("SELECT DISTINCT sha256, size FROM files_storedfile"):
        found = list((data / "files").rglob(sha256))
        if not found or found[0].stat().st_size != size:
            yield f"file {sha256}: {size} bytes in the table, {found or 'nothing'} in the folder"
