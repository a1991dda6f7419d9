"""JSON whose numbers are exact decimals and whose days and keys are plain texts."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

DIGITS = 15
"""A decimal of so many digits goes through a JSON number and comes back as it was."""


class ExactEncoder(json.JSONEncoder):
    """Writes decimals as numbers, days, moments and keys as texts."""

    def default(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        if isinstance(value, date | datetime):
            return value.isoformat()
        if isinstance(value, UUID):
            return str(value)
        return super().default(value)


class ExactDecoder(json.JSONDecoder):
    """Reads numbers with a fraction as decimals."""

    def __init__(self, **options: Any) -> None:
        super().__init__(parse_float=Decimal, **options)
