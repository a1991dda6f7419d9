"""What a staged row would change of its record, and what is wrong with it that only SQL can see."""

from django.utils.translation import gettext as _

from orbita.platform.imports.slots import Collection
from orbita.platform.imports.staging import Staging


def refuse_taken(staging: Staging) -> None:
    """Reject rows with a part that another record has already, or another row of the file."""
    for one in staging.collections:
        if one.once:
            _refuse_taken(staging, one)


def _refuse_taken(staging: Staging, one: Collection) -> None:
    items = items_of(one)
    same = " AND ".join(f'x."{name}" = old."{name}"' for name in one.once)
    names = ", ".join(f'x."{name}"' for name in one.once)
    label = str(one.once_label)
    staging.reject(
        f"""s.n IN (SELECT s.n FROM import_rows s CROSS JOIN LATERAL {items}
            JOIN {one.table} old ON {same} AND old."{one.parent}" <> s.id
            WHERE s.fault IS NULL AND s."{one.name}" IS NOT NULL
              AND s.fate IS DISTINCT FROM 'follower')""",
        _("another record has this already: %s") % label,
    )
    staging.reject(
        f"""s.n IN (SELECT n FROM (
                SELECT s.n, row_number() OVER (PARTITION BY {names} ORDER BY s.n) AS place
                FROM import_rows s CROSS JOIN LATERAL {items}
                WHERE s.fault IS NULL AND s."{one.name}" IS NOT NULL
                  AND s.fate IS DISTINCT FROM 'follower') AS placed
            WHERE place > 1)""",
        _("an earlier row of the file has this already: %s") % label,
    )


def items_of(one: Collection) -> str:
    """A staged collection as rows `x`."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in one.columns.items())
    return f'jsonb_to_recordset(s."{one.name}") AS x({columns})'


def missing_items(one: Collection) -> str:
    """True for an item `x` of row `s` that its record lacks."""
    same = " AND ".join(f'old."{name}" IS NOT DISTINCT FROM x."{name}"' for name in one.same)
    return f'NOT EXISTS (SELECT FROM {one.table} old WHERE old."{one.parent}" = s.id AND {same})'


def compare(staging: Staging) -> None:
    """Set the fate of rows whose record exists: updated or unchanged; then of their followers."""
    table = staging.importable.model._meta.db_table
    differs = [
        f'(s."{column.name}" IS NOT NULL AND t."{column.name}" IS DISTINCT FROM {column.new_value})'
        for column in staging.columns
        if column.merged != f't."{column.name}"' and not column.name.startswith("_")
    ]
    differs.append("(s.details IS NOT NULL AND t.details IS DISTINCT FROM t.details || s.details)")
    if staging.plan.has_own:
        differs.append("(s.own IS NOT NULL AND t.own IS DISTINCT FROM t.own || s.own)")
    differs += [
        f'(s."{one.name}" IS NOT NULL AND EXISTS'
        f" (SELECT FROM {items_of(one)} WHERE {missing_items(one)}))"
        for one in staging.collections
    ]
    differs += [f"({more.differs(staging)})" for more in staging.importable.more if more.differs]
    staging.run(
        f"""
        UPDATE import_rows s SET fate = CASE WHEN {" OR ".join(differs)}
            THEN 'updated' ELSE 'unchanged' END
        FROM {table} t WHERE t.id = s.id AND s.fate = 'matched' AND s.fault IS NULL
        """,
        **parameters(staging),
    )
    if staging.memory.get("folded"):
        _follow(staging)


def _follow(staging: Staging) -> None:
    staging.run(
        """
        UPDATE import_rows s SET fault = l.fault,
            fate = CASE WHEN l.fate = 'unchanged' OR NOT s.more THEN 'same' ELSE 'more' END
        FROM import_groups g JOIN import_rows l ON l.n = g.leader
        WHERE g.n = s.n AND s.fate = 'follower'
        """
    )


def parameters(staging: Staging) -> dict[str, object]:
    """What the SQL of columns and fields may name."""
    plan = staging.plan
    return {"source": plan.source, "owner": plan.owner_id, "by": plan.by.id, "file": plan.file_name}
