"""Packages of others: the example of the documentation joins Orbita; a broken one says so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from orbita.launch.place import ROOT
from orbita.launch.translations import compile_all

EXAMPLE = ROOT / "docs" / "example-module"
VISIT = Path(__file__).with_name("visiting_the_example.py")
BROKEN = {
    "orbita_broken/__init__.py": "raise RuntimeError('a part is missing')\n",
    "orbita_broken-2.1.dist-info/METADATA": "Metadata-Version: 2.1\nName: orbita-broken\nVersion: 2.1\n",
    "orbita_broken-2.1.dist-info/entry_points.txt": "[orbita.modules]\nbroken = orbita_broken\n",
}


def run(script: Path | str, packages: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """A Python of its own with these packages beside Orbita, on the database of the tests."""
    server, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(packages)]),
        "DJANGO_SETTINGS_MODULE": "orbita.config.settings",
        "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
        **more,
    }
    said = [str(script)] if isinstance(script, Path) else ["-c", script]
    command = [sys.executable, *said]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True)


def uv() -> str:
    """The installer that the launcher uses."""
    inside = Path(sys.executable).with_name("uv")
    return str(inside) if inside.exists() else shutil.which("uv") or pytest.skip("no uv here")


@pytest.mark.django_db
@pytest.mark.req("PLT-04")
def test_the_example_of_the_documentation_is_installed_and_works(tmp_path: Path) -> None:
    source, packages = tmp_path / "source", tmp_path / "packages"
    shutil.copytree(EXAMPLE, source)
    command = [
        uv(),
        "pip",
        "install",
        "--offline",
        "--no-deps",
        "--target",
        str(packages),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)
    compiled = compile_all(packages)

    visit = run(VISIT, packages)

    assert compiled == 1
    assert visit.stdout.splitlines() == [
        "empty 200",
        "panel 200 Валюта клиента",
        "saved 200",
        "page 200 12.85 ₽ / CNY",
        "menu Курсы клиентов",
        "settings orbita-rates 1.0.0",
        "off 404",
        "undone nothing",
    ], visit.stderr


@pytest.mark.django_db
@pytest.mark.req("PLT-04")
def test_a_broken_package_stops_the_start_with_a_sentence_and_can_be_left_out(
    tmp_path: Path,
) -> None:
    for name, text in BROKEN.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)

    stopped = run("import django; django.setup()", tmp_path)
    without = run("import django; django.setup()", tmp_path, ORBITA_WITHOUT_MODULES="1")

    assert stopped.returncode == 1
    assert "orbita-broken 2.1 does not start: RuntimeError: a part is missing" in stopped.stderr
    assert "ORBITA_WITHOUT_MODULES=1" in stopped.stderr
    assert without.returncode == 0, without.stderr
