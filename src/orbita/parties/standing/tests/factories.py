"""Classifications for tests, made by the real commands: by Bob, who may shape them."""

from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from orbita.parties.standing.commands import add_classification, write_grade
from orbita.parties.standing.models import (
    TEMPERATURE,
    Classification,
    Grade,
    Method,
    PartyClass,
)
from orbita.platform.accounts.tests import factories as people
from orbita.platform.conditions.tree import Condition, dump
from orbita.sales.deals.models import Deal, Outcome, Stage
from orbita.sales.deals.tests.factories import deal

_numbers = count(1)


def classification(method: str = Method.RULES, **values: Any) -> Classification:
    """A classification without grades."""
    name = values.pop("name", f"Classification {next(_numbers)}")
    return add_classification(name=name, method=method, by=people.actor(people.bob()), **values)


def grade(found: Classification, name: str, asked: Condition | int | None = None) -> Grade:
    """A grade by a condition or a bound; without either it is for all the others."""
    given: dict[str, Any] = {"is_default": asked is None}
    if isinstance(asked, int):
        given["bound"] = Decimal(asked)
    elif asked is not None:
        given["condition"] = dump(asked)
    return write_grade(found.pk, name=name, by=people.actor(people.bob()), **given)


def temperature() -> Classification:
    """The delivered classification by signals."""
    return Classification.objects.get(key=TEMPERATURE)


def class_of(party: Any, found: Classification) -> str:
    """The name of the class in which a client is now; "" for none."""
    row = PartyClass.objects.filter(party=party.pk, classification=found, until=None)
    return str(row.values_list("grade__name", flat=True).first() or "")


def won(party: Any, *, amount: Decimal, closed_on: Any = None) -> Deal:
    """A deal that a client has bought, today unless another day is named."""
    made = deal(party_id=party.pk, amount=amount)
    stage = Stage.objects.filter(outcome=Outcome.WON).first()
    Deal.objects.filter(pk=made.pk).update(stage=stage, closed_on=closed_on or timezone.localdate())
    return made
