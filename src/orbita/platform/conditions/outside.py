"""«Not among these keys», as PostgreSQL does it quickly however many keys there are.

NOT IN a query of a million keys is looked through row by row once the keys do not fit into memory;
NOT EXISTS over the same query is one join by hash. A row without the key (a deal without a client) is
not outside: nothing is known of it.
"""

from typing import Any

from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Lookup


@models.UUIDField.register_lookup
class Outside(Lookup):
    """`pk__outside=keys(sql, params)`: the key is there and is none of those that the SQL finds."""

    lookup_name = "outside"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        sql = (
            f"({left} IS NOT NULL AND NOT EXISTS"
            f" (SELECT FROM {right} AS outside (id) WHERE outside.id = {left}))"
        )
        return sql, (*left_params, *right_params, *left_params)


def keys(sql: str, params: Any) -> RawSQL:
    """A query of keys as the value of a lookup: `in` or `outside`."""
    return RawSQL(sql, tuple(params))  # noqa: S611
