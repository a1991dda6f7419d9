"""The frame of every write: one act, one function, one transaction, one event."""

import functools
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.models import Act
from orbita.platform.keys import uuid7
from orbita.platform.remembering import remembering

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Running:
    """The act that is being carried out."""

    id: UUID
    by: Actor
    instead_of: UUID | None = None
    known: Mapping[str, str | None] = field(default_factory=dict)
    """What was asked together with the journal row (`ask_at_opening`)."""


_running: ContextVar[Running | None] = ContextVar("running_act", default=None)
_last: ContextVar[UUID | None] = ContextVar("last_act", default=None)

_questions: dict[str, str] = {}


def ask_at_opening(key: str, sql: str) -> None:
    """Have every act know something from its beginning, without a statement of its own: an SQL
    expression that gives a text or NULL, found in `running().known[key]`."""
    _questions[key] = sql


COMMANDS: dict[str, Callable[..., Any]] = {}
"""Every command by «app.verb_noun»."""


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an act: it opens the transaction, writes the journal, sets who is acting.

    A command called by a command belongs to the outer act. With `idempotency_key=` a repeated call
    gives the first call's record (or None) and writes nothing.
    """
    # The room may be a package with a module per noun: orbita.platform.accounts.commands.teams
    app = function.__module__.partition(".commands")[0].split(".")[-1]
    name = f"{app}.{function.__name__}"

    @functools.wraps(function)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        if _running.get() is not None:
            kwargs.pop("idempotency_key", None)
            return function(*args, **kwargs)
        by = kwargs["by"]
        key = kwargs.pop("idempotency_key", None)
        assert isinstance(by, Actor)
        inside = connection.in_atomic_block
        with remembering(), transaction.atomic():
            here = _open(name, by, key)
            if here is None:
                earlier: R = _earlier(function, key)
                return earlier
            act_id = here.id
            token = _running.set(here)
            try:
                result = function(*args, **kwargs)
            finally:
                _running.reset(token)
            if key is not None and isinstance(result, models.Model):
                Act.objects.filter(pk=act_id).update(result=result.pk)
            if here.instead_of is not None:
                Act.objects.filter(pk=act_id).update(instead_of=here.instead_of)
            if inside:
                _leave()
        _last.set(act_id)
        return result

    COMMANDS[name] = act
    return act


def _open(name: str, by: Actor, key: Any) -> Running | None:
    """Write the journal row, make it the context of the audit triggers and learn what acts want to
    know, in one statement."""
    questions = "".join(f", ({sql})::text" for sql in _questions.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH act AS (
                INSERT INTO acts_act (id, command, by_id, at, key) VALUES (%s, %s, %s, %s, %s)
                ON CONFLICT (key) DO NOTHING RETURNING id
            )
            SELECT set_config('pghistory.context_id', id::text, true),
                   set_config('pghistory.context_metadata', '{{}}', true){questions} FROM act
            """,
            [uuid7(), name, by.id, timezone.now(), key],
        )
        row = cursor.fetchone()
    return (
        Running(UUID(row[0]), by, known=dict(zip(_questions, row[2:], strict=True)))
        if row
        else None
    )


def _leave() -> None:
    """In a transaction that goes on, what follows is no longer a part of the act."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")


def _earlier(function: Callable[..., Any], key: Any) -> Any:
    earlier = Act.objects.get(key=key)
    _last.set(earlier.pk)
    model = function.__annotations__.get("return")
    if isinstance(model, type) and issubclass(model, models.Model) and earlier.result:
        return model._default_manager.get(pk=earlier.result)
    return None


def running() -> Running | None:
    """The act being carried out here, if any."""
    return _running.get()


def last_act_id() -> UUID | None:
    """The act that was last finished in this request or job: what its toast can undo."""
    return _last.get()
