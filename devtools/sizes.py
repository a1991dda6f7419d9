"""Sizes: the 90th percentile of file length, the longest files; fails past the limit."""

import sys
from pathlib import Path

from devtools.sources import PACKAGE, ROOT, files, is_test

LIMIT = 400
AIM_90 = 200
SHOWN = 10


def lengths(top: Path = PACKAGE) -> list[tuple[int, Path]]:
    """Lines of each Python file, the longest first; tests and migrations left out."""
    counted = (
        (len(path.read_text().splitlines()), path)
        for path in files(top, ".py")
        if not is_test(path.relative_to(top))
    )
    return sorted((row for row in counted if row[0]), reverse=True)


def percentile_90(numbers: list[int]) -> int:
    """The length that nine files of ten do not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, -(-len(ordered) * 9 // 10) - 1)] if ordered else 0


def main() -> int:
    """Print the sizes; 1 when a file is past the limit."""
    found = lengths()
    print(
        f"{len(found)} files, {sum(count for count, _ in found)} lines, "
        f"90th percentile {percentile_90([count for count, _ in found])} (aim {AIM_90})"
    )
    for count, path in found[:SHOWN]:
        print(f"{count:5}  {path.relative_to(ROOT)}")
    over = [path for count, path in found if count > LIMIT]
    for path in over:
        print(f"{path.relative_to(ROOT)}: longer than {LIMIT} lines; give the noun more rooms")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
