"""A person of whom every place knows something, and the scan that looks for what is left."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from orbita.activities.timeline.commands import log_interaction
from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests import factories as parties
from orbita.parties.relations.commands import relate
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people

MARKERS = (
    "Жмеринковск", "Аристарх", "Пантелеймонович", "9165554433", "555-44-33", "zhmerinka",
    "Кривоколенн", "40817810609991000431", "EXT-7741903", "1981-04-17", "17.04.1981", "Калери",
    "Урюпинск", "Хопре", "Мельхиседек", "112-233-445", "энтомолог", "Бабочк",
)  # fmt: skip
"""Pieces of everything that is known of him, as any column or file might hold them."""


def director() -> User:
    """Somebody who may erase."""
    return people.employee("director")


def marked_person() -> Party:
    """A person with a value in each field, some changed since: history knows the earlier ones."""
    made = parties.person(
        "Аристарх Жмеринковский",
        last_name="Жмеринковский",
        first_name="Аристарх",
        middle_name="Пантелеймонович",
        born_on=date(1981, 4, 17),
        family="жена Калерия",
        city="Урюпинск",
        note="Рыбачит на Хопре, день рождения 17.04.1981",
        source="Отзыв Мельхиседека",
        phones=("8 (916) 555-44-33",),
        mails=("Zhmerinka@example.org",),
        addresses=({"purpose": "home", "city": "Урюпинск", "street": "Кривоколенный пер., 41"},),
        bank_accounts=({"bik": "044525225", "account": "40817810609991000431"},),
    )
    Party.objects.filter(pk=made.pk).update(details={"СНИЛС": "112-233-445 95"})
    made.external_ids.create(system="1c", value="EXT-7741903")
    actor = people.actor()
    change_parties([made.pk], {"city": "Урюпинск-2", "note": "Звать Аристархом"}, by=actor)
    return made


def mentions(person: Party, company: Party) -> None:
    """What other records say of him, in cases, with initials, in any writing of his phone."""
    actor = people.actor()
    relate(person.pk, company.pk, kind="works_at", position="главный энтомолог", by=actor)
    log_interaction(kind="call", party_id=person.pk, text="Собирает: Бабочки", by=actor)
    for text in (
        "Передать Жмеринковскому А. П.: перезвонить на 8 916 555-44-33",
        "Письмо на ZHMERINKA@example.org от Аристарха Пантелеймоновича",
        "Встреча с Аристархом Жмеринковским, +7(916)555 44 33",
    ):
        log_interaction(kind="note", party_id=company.pk, text=text, by=actor)


def upload(name: str, text: str) -> SimpleUploadedFile:
    """A small text file."""
    return SimpleUploadedFile(name, ContentFile(text).read().encode(), "text/plain")


def found_in_tables(markers: Iterable[str] = MARKERS) -> dict[str, list[str]]:
    """Every table of the database in which some column of some row holds a marker."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(table_name) FROM information_schema.tables"
            " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        held: dict[str, list[str]] = {}
        for table in tables:
            cursor.execute(
                f"SELECT t::text FROM {table} t WHERE t::text ILIKE ANY(%s)",
                [[f"%{marker}%" for marker in markers]],
            )
            if rows := [row[0] for row in cursor.fetchall()]:
                held[table] = rows
    return held


def found_in_files(markers: Iterable[str] = MARKERS) -> list[Path]:
    """Every file of the installation that holds a marker."""
    roots = {Path(settings.MEDIA_ROOT), Path(settings.DATA) / "imports"}
    wanted = [marker.lower() for marker in markers]
    return [
        path
        for root in roots
        for path in root.rglob("*")
        if path.is_file()
        and any(one in path.read_bytes().decode("utf-8", "ignore").lower() for one in wanted)
    ]
