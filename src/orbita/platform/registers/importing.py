"""How files become entries of a register: title, stage, owner, key, links, and its own fields."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from orbita.kit.text import fold
from orbita.platform.fields.definitions import Definition as OwnDefinition
from orbita.platform.fields.models import FieldType
from orbita.platform.fields.queries import own_fields
from orbita.platform.imports.drafts import Draft, Line, RowFault
from orbita.platform.imports.slots import Column, Importable, ImportField
from orbita.platform.imports.staging import Staging
from orbita.platform.registers.definitions import Definition, all_registers
from orbita.platform.registers.proxies import model_of
from orbita.platform.registers.tying import staged, tie
from orbita.platform.remembering import once


@once
def all_importables() -> tuple[Importable, ...]:
    """The imports of all registers. No statement beside those that read registers and own fields."""
    return tuple(map(importable_of, all_registers()))


def importable_of(register: Definition) -> Importable:
    """The import of a register as it is now."""
    links = (one for one in own_fields(register.kind) if one.type == FieldType.LINK)
    return _importable(register, tuple(links))


@lru_cache(maxsize=256)
def _importable(register: Definition, links: tuple[OwnDefinition, ...]) -> Importable:
    first = f"'{register.stages[0].id}'::uuid" if register.stages else "NULL::uuid"
    return Importable(
        kind=register.kind,
        label=register.plural,
        record=register.kind,
        model=model_of(register.id, register.kind),
        permission=f"{register.kind}.import",
        fields=_fields(register, links),
        needs=(("title",),),
        keys=(("external_id",), ("title",)),
        columns=(
            Column("register_id", "uuid", f"'{register.id}'::uuid", merged="t.register_id"),
            Column("title"),
            Column("stage_id", "uuid", first),
            Column("owner_id", "uuid", "%(owner)s::uuid"),
            Column("external_system"),
            Column("external_id"),
            *(Column(staged(one)) for one in links),
        ),
        draft=_draft(register, links),
        resolve=partial(tie, links) if links else None,
        nouns=(register.plural, register.label),
        icon=register.icon,
        url=f"/{register.address}",
        order=800,
    )


def _fields(
    register: Definition, links: Sequence[OwnDefinition]
) -> Callable[[], list[ImportField]]:
    mine = f"FROM registers_entry WHERE register_id = '{register.id}'"

    def fields() -> list[ImportField]:
        found = [
            ImportField(
                "title",
                register.title_label,
                f"{register.title_label}|{register.label}|название|наименование|имя|name|title",
                most=500,
                match=f"SELECT id, lower(title) AS k {mine}",
                fold=_lower,
            ),
            ImportField(
                "external_id",
                _("Outside key"),
                "id|код|внешний код|external id|ид|guid|внешний ключ",
                most=200,
                unique=True,
                match=f"SELECT id, external_id AS k {mine} AND external_system = %(source)s",
            ),
            ImportField(
                "owner",
                _("Owner"),
                "ответственный|менеджер|сотрудник|owner|manager|assigned to",
                "user",
                lenient=True,
            ),
        ]
        if register.stages:
            found.append(
                ImportField(
                    "stage",
                    pgettext_lazy("own register", "Stage"),
                    "этап|стадия|статус|stage|status",
                )
            )
        found += [ImportField(staged(one), one.label, one.label) for one in links]
        return found

    return fields


def _draft(
    register: Definition, links: Sequence[OwnDefinition]
) -> Callable[[Line, Staging], Draft]:
    known = {fold(one.name): one.id for one in register.stages}

    def draft(line: Line, staging: Staging) -> Draft:
        values = line.values
        columns: dict[str, Any] = {
            "title": values.get("title"),
            "owner_id": values.get("owner"),
            "stage_id": None,
        }
        if said := values.get("stage"):
            columns["stage_id"] = known.get(fold(said))
            if columns["stage_id"] is None:
                line.notes[staging.plan.head_of("stage")] = said
        if "external_id" in values:
            columns["external_id"] = values["external_id"]
            columns["external_system"] = staging.plan.source
        title = columns["title"]
        if not title:
            raise RowFault(gettext("“%s” is empty") % register.title_label)
        columns |= {staged(one): values.get(staged(one)) for one in links}
        return Draft(columns, keys={"title": title.strip().lower()})

    return draft


def _lower(text: str) -> str:
    return text.strip().lower()
