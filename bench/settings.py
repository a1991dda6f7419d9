"""Orbita's settings, with the statements of each answer counted."""

from orbita.config.settings import *  # noqa: F403
from orbita.config.settings import MIDDLEWARE as _MIDDLEWARE

MIDDLEWARE = ["bench.counting.StatementsMiddleware", *_MIDDLEWARE]
