"""The import of a file of clients, as `./orbita import parties FILE` does it."""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bench.words import firm


def measure_import(database: str, rows: int) -> dict[str, object]:
    """Rows a second of a CSV with names, phones, mails, cities, requisites."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clients.csv"
        _write(file, rows)
        began = time.perf_counter()
        command = [sys.executable, "-P", "-m", "django", "import_records", "parties", str(file)]
        done = subprocess.run(
            [*command, "--json", "--errors", f"{folder}/errors.csv"],
            env={**os.environ, "DATABASE_URL": database},
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - began
    if done.returncode:
        return {"case": "import of parties", "failed": (done.stderr or done.stdout)[-600:]}
    report = json.loads(done.stdout.strip().splitlines()[-1])
    return {
        "case": "import of parties",
        "n": rows,
        "created": report["created"],
        "rejected": report["rejected"],
        "seconds": round(seconds, 1),
        "rows_a_second": round(rows / seconds),
    }


def _write(file: Path, rows: int) -> None:
    random = Random(rows)
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(("Код", "Название", "Телефон", "E-mail", "Город", "Отрасль", "Сайт"))
        for number in range(rows):
            name, city, industry, site = firm(random)
            phone = f"8 9{random.randint(10**8, 10**9 - 1)}"
            mail = f"zakaz{number}@import.example"
            writer.writerow((f"I{number}", name, phone, mail, city, industry, site))
