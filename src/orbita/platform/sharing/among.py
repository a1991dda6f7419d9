"""«Among these keys», asked once: the keys become an array before any row is looked at.

IN with a query, joined by OR with another condition, is a plan of its own for each row and keeps the
indexes of the other condition unused; an array lets both sides be found by index.
"""

from typing import Any

from django.db import models
from django.db.models.lookups import In


@models.UUIDField.register_lookup
class Among(In):
    """`pk__among=rows.values("record_id")`: the key is one of those that the query finds."""

    lookup_name = "among"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY (ARRAY{right})", (*left_params, *right_params)
