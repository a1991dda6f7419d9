"""The demo company's own fields: what a supplier of warehouse equipment wants to know beside the usual."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection

from orbita.kit.exact_json import ExactEncoder
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.conditions.tree import Test, dump
from orbita.platform.fields.commands import add_field, add_tab
from orbita.platform.fields.models import OwnField
from orbita.platform.records.slots import kinds
from orbita.platform.tailoring.formulas import checked
from orbita.platform.ui.demo import Demo

Chance = Callable[[Demo], Any]
"""A value by chance; None leaves the field empty."""

WMS = ("1С:WMS", "Собственная разработка", "Складской учёт в таблицах", "Другая")
GATES = ("Паллеты", "Короба", "Поштучно", "Негабарит")
DELIVERY = ("Наш транспорт", "Самовывоз", "Транспортная компания")
BUDGET = ("Согласован", "Обсуждается", "Не заложен")
GUARANTEES = (12, 18, 24, 36)


@command
def add_own_fields(demo: Demo, *, by: Actor) -> None:
    """Eight own fields on clients, deals and requests, with values; one of them is a formula."""
    _clients(demo, by)
    _deals(demo, by)
    _leads(demo, by)


def _clients(demo: Demo, by: Actor) -> None:
    where = dump(Test("form", "in", ["organisation"]))
    tab = add_tab("party", "Склад", where=where, by=by)
    area = _add("party", "Площадь склада", "number", by, unit="м²", tab_id=tab.pk, is_column=True)
    system = _add("party", "Учётная система", "choice", by, options=WMS, tab_id=tab.pk)
    goods = _add("party", "Что хранят", "choices", by, options=GATES, tab_id=tab.pk)
    chances: dict[OwnField, Chance] = {
        area: lambda demo: demo.random.randint(4, 240) * 100 if demo.chance(0.7) else None,
        system: lambda demo: _option(demo, system) if demo.chance(0.6) else None,
        goods: lambda demo: _options(demo, goods) if demo.chance(0.5) else None,
    }
    _fill(demo, "party", chances, {"form": "organisation"})


def _deals(demo: Demo, by: Actor) -> None:
    delivery = _add("deal", "Доставка", "choice", by, options=DELIVERY)
    term = _add("deal", "Гарантия", "number", by, unit="мес.", limits={"from": "0", "to": "120"})
    until = _add("deal", "Отгрузить до", "date", by)
    chances: dict[OwnField, Chance] = {
        delivery: lambda demo: _option(demo, delivery) if demo.chance(0.7) else None,
        term: lambda demo: demo.random.choice(GUARANTEES) if demo.chance(0.8) else None,
        until: lambda demo: demo.today + timedelta(demo.random.randint(-60, 90)),
    }
    _fill(demo, "deal", chances, {})
    share = checked("округлить([margin] / [amount] * 100; 1)", "deal").values
    _add("deal", "Доля маржи", "formula", by, unit="%", is_column=True, **share)


def _leads(demo: Demo, by: Actor) -> None:
    budget = _add("lead", "Бюджет", "choice", by, options=BUDGET)
    chances: dict[OwnField, Chance] = {
        budget: lambda demo: _option(demo, budget) if demo.chance(0.5) else None
    }
    _fill(demo, "lead", chances, {})


def _add(
    kind: str, label: str, sort: str, by: Actor, *, options: Sequence[str] = (), **more: Any
) -> OwnField:
    listed = [{"label": option} for option in options]
    return add_field(kind, {"label": label, "type": sort, "options": listed, **more}, by=by)


def _option(demo: Demo, field: OwnField) -> str:
    key: str = demo.random.choice(field.options)["key"]
    return key


def _options(demo: Demo, field: OwnField) -> list[str]:
    count = demo.random.randint(1, 3)
    chosen = {one["key"] for one in demo.random.sample(field.options, count)}
    return [one["key"] for one in field.options if one["key"] in chosen]


def _fill(
    demo: Demo, kind: str, chances: Mapping[OwnField, Chance], among: Mapping[str, Any]
) -> None:
    """Give the records of a kind their values, in one statement."""
    model = kinds[kind].model
    keys = model._base_manager.filter(**among).order_by("created_at", "pk").values_list("pk")
    values: dict[str, dict[str, Any]] = {}
    for (key,) in keys:
        made = {field.key: chance(demo) for field, chance in chances.items()}
        values[str(key)] = {name: value for name, value in made.items() if value is not None}
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" AS t SET own = t.own || said.own'
            " FROM jsonb_each(%s::jsonb) AS said (key, own) WHERE t.id = said.key::uuid",
            [json.dumps(values, cls=ExactEncoder)],
        )
