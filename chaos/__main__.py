"""`.venv/bin/python -m chaos [--kills 100] [--seed N]`: kill, judge, say what was found."""

import argparse
import random
import sys
from pathlib import Path

from chaos.running import run


def main() -> int:
    """0 when everything held."""
    parser = argparse.ArgumentParser(prog="python -m chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how many processes are killed")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the chances")
    parser.add_argument("--journal", type=Path, help="where the clients' journal stays")
    said = parser.parse_args()
    print(f"seed {said.seed}", flush=True)
    outcome = run(
        said.kills, said.seed, lambda line: print(line, flush=True), journal_file=said.journal
    )
    print(outcome.told())
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
