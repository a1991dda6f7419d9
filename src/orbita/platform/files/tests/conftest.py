"""Bytes of tests lie in a folder of their own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    """A fresh folder for each test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"
