"""Formulas over the fields of one record: written by people, kept as trees, computed alike in Python
and in SQL.

`read` makes a tree of a text, `word` a text of a tree, `load` and `dump` are its form in JSON;
`compute` gives its value for a mapping of values, `expression` the same as a Django expression.
"""

from orbita.platform.conditions.formulas.checking import type_of
from orbita.platform.conditions.formulas.figures import compute
from orbita.platform.conditions.formulas.reading import read
from orbita.platform.conditions.formulas.sql import expression, is_indexable, plain_sql
from orbita.platform.conditions.formulas.tree import (
    Formula,
    FormulaFault,
    circle,
    dump,
    expand,
    load,
    uses,
)
from orbita.platform.conditions.formulas.wording import word

__all__ = [
    "Formula",
    "FormulaFault",
    "circle",
    "compute",
    "dump",
    "expand",
    "expression",
    "is_indexable",
    "load",
    "plain_sql",
    "read",
    "type_of",
    "uses",
    "word",
]
