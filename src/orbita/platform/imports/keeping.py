"""How long the files of imports are kept."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from orbita.platform.imports.models import Import


def drop_files(*, before: datetime) -> int:
    """Delete the files of imports of before this time, and old ones of no import; gives how many
    folders went. What the imports brought stays. One statement."""
    folders = {key: path for path in _root().glob("*") if (key := _key(path.name)) is not None}
    imports = dict(Import.objects.filter(pk__in=folders).values_list("pk", "created_at"))
    count = 0
    for key, path in folders.items():
        made = imports.get(key) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if made < before:
            shutil.rmtree(path, ignore_errors=True)
            count += 1
    return count


def _root() -> Path:
    return Path(settings.DATA) / "imports"


def _key(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
