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


_exact = json.JSONDecoder(parse_float=Decimal)


class ExactDecoder(json.JSONDecoder):
    """Reads numbers with a fraction as decimals: for `json.loads(text, cls=ExactDecoder)`.

    `loads` makes a decoder for each text. Making one of json's own costs more than reading a short
    text, so these are empty and all read by the same.
    """

    def __init__(self) -> None:
        pass

    def decode(self, text: str, *_places: Any) -> Any:
        """The value that the text says."""
        return _exact.decode(text)
