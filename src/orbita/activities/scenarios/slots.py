"""What rules are made of: kinds of records, triggers, actions. Other apps plug theirs.

Scenarios with waits and approvals stand on the same triggers, conditions, actions and log.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Expression, F, Q
from django.utils.functional import Promise
from django.utils.translation import ngettext

from orbita.kit.slots import Slot
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import within
from orbita.platform.lists.slots import Group

Text = str | Promise
Params = Mapping[str, Any]
"""What a rule says about its trigger or action: plain values by the keys of the parameters."""
Options = Callable[[str], Iterable[tuple[Any, Text]]]


@dataclass(frozen=True)
class Parameter:
    """Something a trigger or an action asks for. `type` is text, days, choice or who (an employee,
    or one in relation to the record); `choices` gets the kind of records."""

    key: str
    label: Text
    type: str = "text"
    choices: Options | None = None
    required: bool = True
    initial: Any = None
    hint: Text = ""


@dataclass
class Subject:
    """A record as rules see it. Planning changes it, so that each action builds on those before."""

    id: UUID
    title: str
    owner_id: UUID | None
    party_id: UUID | None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Effect:
    """What an action does to one record: plain values, kept in the log and worded when shown.

    `fault` says why it cannot be done; then it is not.
    """

    record_id: UUID
    action: str
    values: Mapping[str, Any]
    fault: str = ""


@dataclass
class Planning:
    """What all actions of a plan share: the kind, employees' names, whose turn it is."""

    kind: str
    rule: str
    turn: int = 0
    names: dict[str, str] = field(default_factory=dict)
    heads: dict[UUID, UUID] = field(default_factory=dict)

    def person(self, said: str, subject: Subject) -> UUID | None:
        """The employee that «owner», «head» or a key means for this record."""
        if said == "owner":
            return subject.owner_id
        if said == "head":
            return self.heads.get(subject.owner_id) if subject.owner_id else None
        return UUID(said) if said in self.names else None

    def name(self, user_id: UUID | None) -> str:
        """An employee's name."""
        return self.names.get(str(user_id), "")


@dataclass(frozen=True)
class Trigger:
    """When a rule acts. An event trigger names its `events` with the records that each touched;
    a trigger of time has an `occurrence` instead: what makes it once, such as the stay on a stage.

    `stands` is the condition of a record for which it has happened; `newest` orders those for a dry
    run; `column` says in which column of the board a rule is drawn.
    """

    key: str
    kinds: Sequence[str]
    label: Text
    sentence: Text
    parameters: Sequence[Parameter] = ()
    events: Mapping[type, Callable[[Any, Params, str], Iterable[UUID]]] = field(
        default_factory=dict
    )
    stands: Callable[[Params, str], Q] = lambda _said, _kind: Q()
    occurrence: Expression | F | None = None
    newest: str = "-created_at"
    column: Callable[[Params], str] = lambda said: str(said.get("stage", ""))
    order: int = 100

    @property
    def is_timed(self) -> bool:
        return self.occurrence is not None


@dataclass(frozen=True)
class Action:
    """What a rule does. `plan` says it for many records at once and writes nothing, `run` writes
    exactly what was planned; both are set-based. `word` tells an effect to the reader.

    Without `kinds` it fits every kind of records.
    """

    key: str
    label: Text
    icon: str
    plan: Callable[[Sequence[Subject], Params, Planning], list[Effect]]
    run: Callable[[Sequence[Effect], Planning, Actor], None]
    word: Callable[[Mapping[str, Any]], str]
    parameters: Sequence[Parameter] = ()
    kinds: Sequence[str] = ()
    order: int = 100


@dataclass(frozen=True)
class RuleTemplate:
    """A rule to begin with: made switched off."""

    key: str
    name: Text
    trigger: str
    said: Callable[[], Params]
    actions: Callable[[], Sequence[tuple[str, Params]]]
    where: str = ""


@dataclass(frozen=True)
class RuleKind:
    """A kind of records that rules can act on.

    `party` is the path to the client's key, `columns` are further paths that actions ask about;
    `groups(shelf)` are the columns of its board and `on_shelf` the condition of one board of several.
    """

    key: str
    title: Text
    permission: str
    party: str
    columns: Sequence[str] = ()
    groups: Callable[[str], Sequence[Group]] = lambda _shelf: ()
    shelves: Callable[[], Sequence[tuple[str, str]]] = lambda: ()
    on_shelf: Callable[[str], Q] = lambda _shelf: Q()
    templates: Sequence[RuleTemplate] = ()


rule_kinds: Slot[RuleKind] = Slot("kinds with rules", key=lambda plug: plug.key, switchable=True)
triggers: Slot[Trigger] = Slot(
    "triggers",
    key=lambda plug: plug.key,
    order=lambda plug: (plug.order, plug.key),
    switchable=True,
)
actions: Slot[Action] = Slot(
    "actions of rules",
    key=lambda plug: plug.key,
    order=lambda plug: (plug.order, plug.key),
    switchable=True,
)
_heard: set[type] = set()
_listeners: list[Callable[[Any], object]] = []


def plug_trigger(*plugs: Trigger) -> None:
    """Add triggers; what their events touch is given to the rules within the act itself."""
    for plug in plugs:
        triggers.plug(plug)
        for event in plug.events:
            if event not in _heard:
                _heard.add(event)
                within(event, _call)


def listen(listener: Callable[[Any], object]) -> None:
    """Give what triggers hear to this listener, within the act."""
    _listeners.append(listener)


def _call(happened: Any) -> None:
    for listener in _listeners:
        listener(happened)


def options(parameter: Parameter, kind: str) -> list[tuple[str, Text]]:
    """What may be chosen for a parameter. One statement at most."""
    found = [(str(key), label) for key, label in (parameter.choices or _none)(kind)]
    if parameter.type != "who":
        return found
    people = User.objects.active().order_by("first_name", "last_name")
    return [*found, *((str(user.pk), str(user)) for user in people)]


def _none(kind: str) -> Iterable[tuple[Any, Text]]:
    return ()


def shown(parameter: Parameter, kind: str, value: Any) -> str:
    """A parameter's value as it is read."""
    if parameter.type == "days":
        days = int(value or 0)
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    if parameter.type in ("choice", "who"):
        return str(dict(options(parameter, kind)).get(str(value), value or ""))
    return str(value or "")
