"""The rejected rows as a file of the same columns, each with its reason, ready to be mended."""

import csv
import json
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from orbita.platform.imports.staging import Staging


def write_errors(staging: Staging, path: Path) -> int:
    """Write the error file, one row after another; gives how many. No file when there is none."""
    if not staging.ask("SELECT EXISTS (SELECT FROM import_rows WHERE fault IS NOT NULL)")[0][0]:
        path.unlink(missing_ok=True)
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with (
        path.open("w", encoding="utf-8-sig", newline="") as file,
        connection.chunked_cursor() as cursor,
    ):
        writer = csv.writer(file)
        writer.writerow([_("Row of the file"), _("Why it was not imported"), *staging.heads])
        cursor.execute(
            "SELECT number, fault, cells FROM import_rows WHERE fault IS NOT NULL ORDER BY n"
        )
        while batch := cursor.fetchmany(500):
            for number, fault, cells in batch:
                writer.writerow([number, fault, *json.loads(cells)])
                count += 1
    return count
