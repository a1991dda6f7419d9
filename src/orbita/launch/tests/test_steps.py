"""A person sees what runs, how long it took, and what to do when it failed."""

import sys
from pathlib import Path

import pytest

from orbita.launch.place import LOG_BYTES
from orbita.launch.stamps import Stamp
from orbita.launch.steps import Failed, run_logged, step


def test_a_step_prints_its_name_time_and_note(capsys: pytest.CaptureFixture[str]) -> None:
    with step("Database") as progress:
        progress.note = "made new"
    line = capsys.readouterr().out
    assert line.startswith("✓ Database")
    assert line.rstrip().endswith("s  made new")


def test_a_failed_step_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Failed), step("Tables"):
        raise Failed("It broke.")
    assert capsys.readouterr().out.startswith("✗ Tables")


def test_a_failure_shows_the_end_of_the_log_and_what_to_do(tmp_path: Path) -> None:
    log = tmp_path / "install.log"
    script = "print('fetching'); raise SystemExit('no route to host')"
    with pytest.raises(Failed) as failure:
        run_logged(
            [sys.executable, "-c", script],
            log,
            failed="Not installed.",
            advice="check it.",
        )
    told = str(failure.value)
    assert told.startswith("Not installed.")
    assert "no route to host" in told
    assert told.endswith("What to do: check it.")


def test_a_missing_program_is_a_failure_with_advice(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="No such file"):
        run_logged(["/no/such/program"], tmp_path / "log", failed="Broken.", advice="mend it.")


def test_a_log_that_has_grown_large_is_begun_anew_and_the_old_one_kept(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_bytes(b"x" * (LOG_BYTES + 1))
    run_logged([sys.executable, "-c", "print('new')"], log, failed="", advice="")
    assert log.read_text().endswith("new\n")
    assert (tmp_path / "web.log.1").stat().st_size == LOG_BYTES + 1


def test_a_stamp_holds_until_a_source_changes(tmp_path: Path) -> None:
    lock = tmp_path / "base.txt"
    lock.write_text("one==1")
    Stamp(tmp_path / "stamp", [lock]).put()
    assert Stamp(tmp_path / "stamp", [lock]).holds()
    lock.write_text("one==2")
    assert not Stamp(tmp_path / "stamp", [lock]).holds()
