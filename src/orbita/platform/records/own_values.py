"""Own fields of records: what a command may write, and how the database takes it key by key."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import gettext as _

from orbita.kit.exact_json import ExactEncoder
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.fields.definitions import PREFIX, Definition
from orbita.platform.fields.errors import OwnFieldIsRequired, OwnFieldIsUnknown
from orbita.platform.fields.models import Need
from orbita.platform.fields.queries import is_own, own_field
from orbita.platform.fields.rules import read, wrong
from orbita.platform.fields.wording import word
from orbita.platform.records.queries import record, titles
from orbita.platform.records.slots import kind_of, kinds


def name_of(name: str) -> str:
    """The key of an own field in the column: «f_rate» of «own.f_rate»."""
    return name.removeprefix(PREFIX)


def definition_of(model: type[models.Model], name: str) -> Definition:
    """The definition of «own.f_…». Refuses one that is not there any more."""
    found = own_field(kind_of(model).key, name)
    if found is None:
        raise OwnFieldIsUnknown(name=name_of(name))
    return found


def read_own(
    model: type[models.Model], given: Mapping[str, Any], by: Actor | None = None
) -> dict[str, Any]:
    """Values as they are stored, by the same names; None empties a field.

    Refuses what the type and the limits don't take and, with `by`, an empty value where one is always
    required and links to records that he does not see. One statement for the definitions and one a link.
    """
    found = {}
    for name, value in given.items():
        definition = definition_of(model, name)
        found[name] = read(definition, value)
        if by is not None and found[name] is None and definition.need == Need.ALWAYS:
            raise OwnFieldIsRequired(name=definition.label, field=name)
        if by is not None and found[name] and definition.leads_to in kinds:
            _check_target(definition, found[name], by)
    return found


def own_of_new(model: type[models.Model], values: dict[str, Any], by: Actor) -> dict[str, Any]:
    """Take the own fields («own.f_…») out of the values of a new record; gives its column `own`."""
    names = [name for name in values if is_own(name)]
    found = read_own(model, {name: values.pop(name) for name in names}, by)
    return {name_of(name): value for name, value in found.items() if value is not None}


def _check_target(definition: Definition, key: str, by: Actor) -> None:
    try:
        record(by, definition.leads_to, UUID(key))
    except NotFound:
        raise wrong(definition, key, _("There is no such record.")) from None


def patched(values: Mapping[str, Any]) -> Func:
    """The expression that sets some keys of the column `own` and leaves the others alone."""
    filled = {name_of(name): value for name, value in values.items() if value is not None}
    emptied = [name_of(name) for name, value in values.items() if value is None]
    kept = Func(
        F("own"),
        Value(emptied, ArrayField(models.TextField())),
        arg_joiner=" - ",
        template="(%(expressions)s)",
    )
    return Func(
        kept,
        Value(filled, models.JSONField(encoder=ExactEncoder)),
        arg_joiner=" || ",
        template="(%(expressions)s)",
        output_field=models.JSONField(),
    )


def word_own(row: Any, name: str) -> str:
    """The value of an own field of a record in words. One statement where it is a link."""
    definition = definition_of(type(row), name)
    value = row.own.get(name_of(name))
    names = {}
    if value and definition.leads_to in kinds:
        names = {str(key): name for key, name in titles(definition.leads_to, [UUID(value)]).items()}
    return word(definition, value, names)
