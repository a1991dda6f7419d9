"""The files of imports are kept for a month."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from orbita.parties.directory.models import Party
from orbita.platform.imports.jobs import forget
from orbita.platform.imports.models import Import, State
from orbita.platform.imports.tests.factories import bring, file

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLT-13")]


def _with_files(found: Import, days: int) -> Import:
    found.folder.mkdir(parents=True)
    found.source_path.write_text("Name\nAcme\n")
    Import.objects.filter(pk=found.pk).update(created_at=timezone.now() - timedelta(days=days))
    return found


def test_files_go_after_a_month_and_what_they_brought_stays(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    bring(file(tmp_path, "Name\nAcme\n"))
    old = _with_files(Import.objects.get(), 31)
    fresh = _with_files(Import.objects.create(kind="parties", file_name="new.csv"), 29)

    forget(0)

    assert not old.folder.exists()
    assert fresh.source_path.exists()
    assert Import.objects.filter(pk=old.pk, state=State.DONE).exists()
    assert Party.objects.filter(name="Acme").exists()


def test_what_was_never_carried_out_is_forgotten(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    draft = _with_files(Import.objects.create(kind="parties", file_name="left.csv"), 31)

    forget(0)

    assert not Import.objects.filter(pk=draft.pk).exists()
    assert not draft.folder.exists()
