"""What a request has read once, it need not read again: memory that ends with the request.

Nothing is kept between requests, so nothing can be out of date. Outside a request (jobs, the command
line) an act remembers for as long as it runs; beside acts nothing is remembered.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
R = TypeVar("R")

_memory: ContextVar[dict[Any, Any] | None] = ContextVar("memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember what is read in here. Inside another memory it is the same one."""
    if _memory.get() is not None:
        yield
        return
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def once(function: Callable[P, R]) -> Callable[P, R]:
    """Make a question be asked once a request for the same (hashable) arguments."""

    @functools.wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        memory = _memory.get()
        if memory is None:
            return function(*args, **kwargs)
        key = (function, args, tuple(kwargs.items()))
        if key not in memory:
            memory[key] = function(*args, **kwargs)
        found: R = memory[key]
        return found

    return asked


def keep(function: Callable[..., R], found: R) -> None:
    """Remember the answer to a question without arguments that was read on the way: it stands until
    the request ends, as if `once` had asked. Outside a memory it is let go."""
    memory = _memory.get()
    if memory is not None:
        memory[(getattr(function, "__wrapped__", function), (), ())] = found


def forget() -> None:
    """Forget everything: a command has changed what was remembered."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()


class RememberingMiddleware:
    """Opens the memory of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with remembering():
            return self.get_response(request)
