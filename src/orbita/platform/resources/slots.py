"""What programs reach from outside: records, tables and acts, declared once each.

A record kind, a table or a command is named here by the app that owns it; `orbita.api.v1` makes
addresses, checks and documentation of it. Nothing here knows HTTP.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor

Text = str | Promise
Types = Mapping[str, Any]
"""Names of fields of a body with their types: a class, an annotation, or a field of a model."""


@dataclass(frozen=True)
class Shape:
    """An object in a body, where no dataclass says what is in it: names with their types."""

    name: str
    fields: Types = field(hash=False)
    required: Sequence[str] = ()


@dataclass(frozen=True)
class Many:
    """A list of something that cannot be said as an annotation."""

    of: Any


def columns(model: Any, *names: str) -> dict[str, Any]:
    """The columns of a model by name, as types: choices, lengths and limits come with them."""
    found = {}
    for name in names:
        column = model._meta.get_field(name)
        found[column.attname] = column
    return found


@dataclass(frozen=True)
class ApiResource:
    """A kind of records at `/api/v1/<name>/`, read by what its list and its model declare.

    `editable` names the model fields that the kind's `change` command accepts. `create` is the
    command that makes a record; it gets its own parameters, and the rest of the body by `spread`:
    the name of its parameter for a mapping of values (none: as named parameters), less those
    parameters that nobody outside gives (`create_without`). `more` types what
    neither the signature nor the model says. `change(id, changes, by=…, base=…)` replaces the
    kind's own command where a body holds more than fields. `parts` are the relations whose rows are
    shown with a record, with their columns. `unique` are the columns by which a record can be found
    from outside, each alone or some together («external_system+external_id»). `importable` is the
    import that mass writes go through; `bulk_names` says which of its fields a field of the body is,
    where the names differ.
    """

    kind: str
    name: str
    editable: Sequence[str] = ()
    create: Callable[..., Any] | None = None
    create_without: Sequence[str] = ()
    spread: str = ""
    more: Types = field(default_factory=dict, hash=False)
    change: Callable[..., Any] | None = None
    change_more: Types = field(default_factory=dict, hash=False)
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)
    hidden: Sequence[str] = ()
    """Columns of the model that are its own business (sort keys, counters)."""
    unique: Sequence[str] = ()
    importable: str = ""
    bulk_names: Mapping[str, str] = field(default_factory=dict, hash=False)
    order: int = 100


@dataclass(frozen=True)
class ApiTable:
    """A table that is no kind of records, to be read at `/api/v1/<name>/`: stages, roles, topics.

    `rows(actor)` gives the rows that he may see, `fields` the columns that are shown.
    """

    name: str
    label: Text
    rows: Callable[[Actor], QuerySet[Any]]
    model: type[Model]
    fields: Sequence[str]
    permission: str | None = None
    order: int = 500


@dataclass(frozen=True)
class ApiAct:
    """A command at an address: a noun below `/api/v1/`, with `{names}` of its positional arguments.

    The body is the command's own signature: its typed parameters. `body` types what the signature
    leaves open (texts that are one of a few, mappings, `**more`) and names that go into the mapping
    `spread`. `fixed` are arguments that the address says already; `without` are parameters that
    nobody outside gives. A parameter named in the path is not in the body. `one` says that a
    command for many ids is called with the one of the path. Files come as multipart in the
    parameter `files`.
    """

    path: str
    command: Callable[..., Any]
    method: str = "post"
    body: Types = field(default_factory=dict, hash=False)
    spread: str = ""
    fixed: Mapping[str, Any] = field(default_factory=dict, hash=False)
    without: Sequence[str] = ()
    one: bool = False
    files: str = ""
    permission: str | None = None
    summary: Text = ""
    prepare: Callable[[dict[str, Any], Actor], dict[str, Any]] | None = None
    """A last look at the arguments: ids become the models that the command takes."""
    show: Callable[[Any, Actor], Any] | None = None
    """What the answer says of the command's result, where it is neither a record nor a figure."""

    @property
    def key(self) -> str:
        """Method and address: what makes it one of a kind."""
        return f"{self.method.upper()} {self.path}"


resources: Slot[ApiResource] = Slot(
    "API resources",
    key=lambda plug: plug.name,
    order=lambda plug: (plug.order, plug.name),
    switchable=True,
)
tables: Slot[ApiTable] = Slot(
    "API tables",
    key=lambda plug: plug.name,
    order=lambda plug: (plug.order, plug.name),
    switchable=True,
)
acts: Slot[ApiAct] = Slot("API acts", key=lambda plug: plug.key, order=lambda plug: plug.path)


def plug_api(*plugs: ApiResource | ApiTable | ApiAct) -> None:
    """Plug everything that an app shows to programs: one line in its `plugs.py`."""
    for plug in plugs:
        if isinstance(plug, ApiResource):
            resources.plug(plug)
        elif isinstance(plug, ApiTable):
            tables.plug(plug)
        else:
            acts.plug(plug)
