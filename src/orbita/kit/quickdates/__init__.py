"""Dates and times as people say them, in Russian and English: «завтра в 10», "next friday 3pm"."""

from orbita.kit.quickdates.moment import Moment, parse

__all__ = ["Moment", "parse"]
