"""Sizes are counted without tests and migrations."""

from pathlib import Path

from devtools.sizes import lengths, percentile_90


def test_nine_files_of_ten_are_no_longer_than_the_percentile() -> None:
    assert percentile_90(list(range(1, 11))) == 9
    assert percentile_90([7]) == 7
    assert percentile_90([]) == 0


def test_tests_and_migrations_do_not_count(tmp_path: Path) -> None:
    for name in ("models.py", "tests/test_it.py", "migrations/0001_initial.py"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x = 1\n" * 3)
    assert lengths(tmp_path) == [(3, tmp_path / "models.py")]
