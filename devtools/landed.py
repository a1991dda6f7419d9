"""Dumps a database as a landed state of the code left it: what `test_upgrades.py` migrates to today.

    .venv/bin/python -m devtools.landed COMMIT NAME

The commit is put beside into a folder of its own, its migrations run on a fresh database of the
server that DATABASE_URL names, its own test factories (the real commands) write a small company, and
the dump goes to
src/orbita/config/tests/upgrades/NAME.sql.xz.
"""

import lzma
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from orbita.launch.place import ROOT, Place
from orbita.launch.postgres.binaries import preferred
from orbita.launch.postgres.cluster import client_environment

TARGET = ROOT / "src" / "orbita" / "config" / "tests" / "upgrades"
SCRATCH = "orbita_landed"
LEFT_OUT = ("--exclude-table-data=django_session", "--exclude-table-data=cache")
COMPANY = """
import importlib.util
from decimal import Decimal
import django
django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
call_command("createcachetable", verbosity=0)
from orbita.activities.timeline.tests import factories as timeline
from orbita.parties.directory.commands import change_parties
from orbita.parties.directory.tests import factories as parties
from orbita.platform.accounts.tests import factories as people
from orbita.sales.deals.commands import lose_deal, win_deal
from orbita.sales.deals.tests import factories as deals

actor = people.actor()
people.bob(), people.carol(), people.admin()
firm = parties.organisation(
    "ООО «Северный порт»", inn="7707083893", phones=("+7 911 000-00-01",), mails=("port@example.com",))
change_parties([firm.pk], {"inn": "7728168971"}, by=actor)
change_parties([firm.pk], {"name": "ООО «Северный порт — СПб»"}, by=actor)
firms = [parties.organisation(f"ООО «Клиент {number}»") for number in range(5)]
person = parties.person("Тихонов Олег Петрович", phones=("+7 911 000-00-02",))
deal = deals.deal("Краны на 2026 год", party_id=firm.pk, amount=Decimal("1250000.50"))
others = [deals.deal(f"Сделка {number}", party_id=one.pk) for number, one in enumerate(firms)]
win_deal(others[0].pk, by=actor)
lose_deal(others[1].pk, reason_id=deals.reason().pk, by=actor)
timeline.contact(firm, kind="call", subject="Договорились о встрече", text="Ждут в порту")
timeline.contact(person, kind="note", text="Просил перезвонить")
timeline.step(firm, subject="Отправить предложение")
if importlib.util.find_spec("orbita.sales.leads"):
    from orbita.sales.leads.tests import factories as leads
    leads.lead("Запрос с сайта")
"""


def main(commit: str, name: str) -> None:
    """Make one dump."""
    url = os.environ["DATABASE_URL"]
    tools, outside = preferred(Place(ROOT / "data")), {**os.environ, **client_environment(url)}

    def tool(program: str, *arguments: str) -> None:
        subprocess.run([tools / program, *arguments], env=outside, check=True)

    with tempfile.TemporaryDirectory(prefix="orbita-landed-") as aside:
        tree = Path(aside) / "tree"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), commit], check=True)
        tool("dropdb", "--if-exists", SCRATCH)
        tool("createdb", SCRATCH)
        try:
            _fill(tree, Path(aside), f"{url.rpartition('/')[0]}/{SCRATCH}")
            plain = Path(aside) / "dump.sql"
            tool("pg_dump", "--no-owner", "--no-acl", *LEFT_OUT, f"--file={plain}", SCRATCH)
            file = TARGET / f"{name}.sql.xz"
            file.write_bytes(lzma.compress(plain.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
        finally:
            tool("dropdb", SCRATCH)
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)
    print(f"{file}: {file.stat().st_size / 1000:.0f} kB")


def _fill(tree: Path, data: Path, url: str) -> None:
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(tree / "src"),
        "DJANGO_SETTINGS_MODULE": "orbita.config.settings",
        "ORBITA_DATA": str(data),
        "ORBITA_SECRET_KEY": "a key for a dump, which signs nothing of value at all",
        "DATABASE_URL": url,
    }
    subprocess.run([sys.executable, "-P", "-c", COMPANY], env=surroundings, cwd=tree, check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
