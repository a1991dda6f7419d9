"""Every address below /api/v1/, made of what the apps declare."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from orbita.api.v1.acting import operation_of
from orbita.api.v1.bulk import bulk_operation
from orbita.api.v1.operations import Operation
from orbita.api.v1.own import own_operations
from orbita.api.v1.records import operations_of
from orbita.api.v1.tables_read import operations_of_table
from orbita.kit.slots import absence, absent, is_absent
from orbita.platform.resources.slots import ApiResource, acts, resources, tables

Found = dict[str, tuple[Operation, dict[str, Any]]]


@cache
def built_in() -> tuple[Operation, ...]:
    """The operations that are known when Orbita has started."""
    return tuple(_once(_owned()))


@cache
def _owned() -> dict[Operation, str]:
    """The same with the app that each belongs to; those of absent modules, too."""
    found: dict[Operation, str] = dict.fromkeys(own_operations(), "")
    with absence():  # what is kept for all must not depend on who is absent just now
        for resource in resources.built_in():
            some = (*operations_of(resource), *bulk_operation(resource))
            found |= dict.fromkeys(some, resources.owner(resource.name))
        for table in tables.built_in():
            found |= dict.fromkeys(operations_of_table(table), tables.owner(table.name))
        found |= {operation_of(act): acts.owner(act.key) for act in acts.built_in()}
    return found


def _is_there(one: Operation) -> bool:
    """Whether the module of an operation is switched on."""
    return not (absent() and is_absent(_owned().get(one, "")))


def _once(found: Iterable[Operation]) -> Iterator[Operation]:
    """The same, sure that nobody answers in the place of another."""
    seen: set[tuple[str, str]] = set()
    for one in found:
        key = (one.method, one.path)
        assert key not in seen, f"two operations at {key}"
        seen.add(key)
        yield one


@lru_cache(maxsize=200)
def _of_grown(resource: ApiResource) -> tuple[Operation, ...]:
    return (*operations_of(resource), *bulk_operation(resource))


def grown() -> list[Operation]:
    """The operations of kinds that the company has added itself."""
    return [one for resource in resources.grown() for one in _of_grown(resource)]


def all_operations() -> list[Operation]:
    """Every operation there is now."""
    return [*filter(_is_there, built_in()), *grown()]


@cache
def _by_tag() -> dict[str, tuple[Operation, ...]]:
    found: dict[str, list[Operation]] = defaultdict(list)
    for one in built_in():
        found[one.path.partition("/")[0]].append(one)
    return {tag: tuple(some) for tag, some in found.items()}


def find(path: str) -> Found:
    """The operations at an address, by method, with its places; the plainest address wins."""
    tag = path.partition("/")[0]
    known = _by_tag().get(tag)
    some = known if known is not None else tuple(one for one in grown() if one.tag == tag)
    found: Found = {}
    for one in some:
        places = one.match(path)
        if places is not None and _is_there(one):
            before = found.get(one.method)
            if before is None or len(places) < len(before[1]):
                found[one.method] = (one, places)
    return found
