"""Foreign tables — CSV, XLSX, JSON lines, any of them gzipped — read row by row, losing nothing."""

from orbita.kit.tables.model import Limits, Row, Table, TableRefused
from orbita.kit.tables.opening import open_table

__all__ = ["Limits", "Row", "Table", "TableRefused", "open_table"]
