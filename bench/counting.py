"""Says in each answer how many SQL statements it took and, when asked, which."""

import json
import tempfile
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "X-Orbita-Statements"
RECORD = "X-Orbita-Record"
"""In a request: write the statements into a file. In the answer: its name."""


class StatementsMiddleware:
    """Counts the statements of the request's own thread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        count = 0
        kept: list[str] | None = [] if RECORD in request.headers else None

        def counted(execute: Callable[..., Any], sql: str, parameters: Any, *rest: Any) -> Any:
            nonlocal count
            count += 1
            if kept is not None:
                kept.append(_worded(sql, parameters))
            return execute(sql, parameters, *rest)

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response[HEADER] = str(count)
        if kept is not None:
            with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
                json.dump(kept, file)
            response[RECORD] = file.name
        return response


def _worded(sql: str, parameters: Any) -> str:
    """The statement with its values in it, as psql takes it."""
    if not parameters:
        return sql
    return psycopg.ClientCursor(connection.connection).mogrify(sql, parameters)
