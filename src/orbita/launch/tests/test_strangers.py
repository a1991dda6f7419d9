"""What modules.txt names is installed beside Orbita, once, with its translations."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from orbita.launch import strangers
from orbita.launch.place import ROOT, Place


def checkout(folder: Path, uv: str) -> Place:
    """A checkout with an environment of its own that sees the packages of this one."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    (folder / ".venv" / "bin" / "uv").symlink_to(uv)
    packages = next((folder / ".venv" / "lib").glob("python*/site-packages"))
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"))
    for name in ("src", "requirements"):
        (folder / name).symlink_to(ROOT / name)
    return Place(data=folder / "data", root=folder)


@pytest.mark.req("PLT-04")
def test_a_listed_package_is_installed_once_and_speaks_russian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = Path(sys.executable).with_name("uv")
    uv = str(inside) if inside.exists() else shutil.which("uv") or pytest.skip("no uv here")
    monkeypatch.setenv("UV_OFFLINE", "1")
    source = shutil.copytree(ROOT / "docs" / "example-module", tmp_path / "example")
    place = checkout(tmp_path, uv)
    place.data.mkdir()
    strangers.listing(place).write_text(f"{source}\n")

    first, second = strangers.bring(place), strangers.bring(place)

    assert (first, second) == ("installed", "")
    found = next((place.venv / "lib").glob("python*/site-packages/orbita_rates"))
    assert list(found.glob("locale/ru/LC_MESSAGES/django.mo"))


def test_without_a_list_nothing_is_done(tmp_path: Path) -> None:
    assert strangers.bring(Place(data=tmp_path)) == ""
