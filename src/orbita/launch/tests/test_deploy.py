"""The files of deploy/ say what ./orbita knows."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from orbita.launch.main import COMMANDS, HELP
from orbita.launch.place import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
ENVIRONMENT = (DEPLOY / "systemd" / "orbita.env").read_text()


def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return dict(found["services"])


def test_the_units_start_commands_that_there_are() -> None:
    started = [
        re.search(r"^ExecStart=/opt/orbita/orbita (\w+)", unit.read_text(), re.MULTILINE)
        for unit in UNITS
    ]

    assert len(started) == 3
    assert {found[1] for found in started if found} == {"web", "worker", "up"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_nothing_to_object_to(unit: Path, tmp_path: Path) -> None:
    here = tmp_path / unit.name
    text = unit.read_text().replace("/opt/orbita/orbita ", "/bin/true ")
    here.write_text(re.sub("^(User|Group)=.*$", r"\1=root", text, flags=re.MULTILINE))

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(here)], capture_output=True, text=True
    )

    assert [line for line in done.stderr.splitlines() if unit.name in line] == []


def test_the_containers_run_commands_that_there_are() -> None:
    own = {name: service for name, service in services().items() if "build" in service}

    assert set(own) == {"migrate", "web", "worker"}
    assert all(service["command"][0] in COMMANDS for service in own.values())


def test_every_container_waits_for_one_that_there_is() -> None:
    known = services()

    waited = {name for service in known.values() for name in service.get("depends_on", ())}
    assert waited <= set(known)


def test_the_image_uses_commands_that_there_are() -> None:
    image = (DEPLOY / "Dockerfile").read_text()

    assert set(re.findall(r"\./orbita (\w+)", image)) <= set(COMMANDS)
    assert "--web" in image and "--web" in HELP


def test_the_page_on_production_names_only_files_and_variables_that_there_are() -> None:
    page = (ROOT / "docs" / "production.md").read_text()
    code = "".join(file.read_text() for file in (ROOT / "src").rglob("*.py"))

    files = set(re.findall(r"\]\(\.\./([\w./-]+)\)", page)) | set(
        re.findall(r"`(deploy/[\w.-]+)`", page)
    )
    assert [name for name in files if not (ROOT / name).exists()] == []
    variables = set(re.findall(r"\bORBITA_[A-Z0-9_]+[A-Z0-9]\b", page + ENVIRONMENT))
    assert [name for name in variables if name not in code and "S3" not in name] == []
