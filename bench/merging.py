"""Merging of thousands of groups at once, and taking it back."""

import time
from typing import Any

GROUPS = 4_000


def measure_merging(groups: int = GROUPS) -> dict[str, object]:
    """Seconds for one act that merges so many groups of two and three clients, and for its undo.

    The clients are those of the bench with their contacts, deals and interactions; afterwards all is
    as it was.
    """
    from orbita.parties.directory.models import Form, Party
    from orbita.platform.acts.actor import SYSTEM
    from orbita.platform.acts.frame import last_act_id
    from orbita.platform.audit.commands import undo_act
    from orbita.platform.merging.commands import merge_records

    parties = Party.objects.alive().filter(form=Form.ORGANISATION).order_by("pk")
    ids = list(parties.values_list("pk", flat=True)[: groups * 5 // 2])
    wanted = _groups(ids)
    _give_history(ids)
    began = time.perf_counter()
    merged = merge_records("party", wanted, by=SYSTEM)
    took = time.perf_counter() - began
    act: Any = last_act_id()
    began = time.perf_counter()
    report = undo_act(act, by=SYSTEM)
    return {
        "case": "merging of parties",
        "groups": len(wanted),
        "merged": merged,
        "seconds": round(took, 1),
        "undo_seconds": round(time.perf_counter() - began, 1),
        "undone_records": report.records,
        "failed": int(bool(report.kept)),
    }


def _give_history(ids: list[Any]) -> None:
    """The bench fills tables without their history; undo needs to know how the rows came."""
    from django.db import connection

    from orbita.parties.directory.models import Party
    from orbita.platform.merging.references import Pointing, Reference, pointing_at
    from orbita.platform.records.slots import kinds
    from orbita.platform.tracking import EVENT_MODELS

    itself = Pointing(Party, (Reference("id"),))
    for pointing in (itself, *pointing_at(kinds["party"])):
        if not pointing.is_tracked:
            continue
        history = EVENT_MODELS[pointing.model]._meta
        names = [f.column for f in history.concrete_fields if not f.name.startswith("pgh_")]
        columns = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(f't."{name}"' for name in names)
        where = " OR ".join(f't."{one.column}" = ANY(%(ids)s)' for one in pointing.references)
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                INSERT INTO {history.db_table} ({columns}, pgh_created_at, pgh_label, pgh_obj_id)
                SELECT {values}, now(), 'insert', t."{pointing.key}" FROM {pointing.table} t
                WHERE ({where}) AND NOT EXISTS (
                    SELECT FROM {history.db_table} h WHERE h.pgh_obj_id = t."{pointing.key}"
                )
                """,
                {"ids": ids},
            )
            cursor.execute(f"ANALYZE {history.db_table}")


def _groups(ids: list[Any]) -> list[Any]:
    """Groups of two and of three in turn."""
    from orbita.platform.merging.commands import Group

    found: list[Any] = []
    place = 0
    while place + 3 <= len(ids) + 1:
        size = 2 + len(found) % 2
        members = ids[place : place + size]
        if len(members) < 2:
            break
        found.append(Group(members[0], tuple(members[1:])))
        place += size
    return found
