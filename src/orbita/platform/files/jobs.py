"""Background entries of documents."""

import logging

from procrastinate.contrib.django import app

from orbita.platform.files.examination import examine
from orbita.platform.files.queries import waiting_contents
from orbita.platform.files.scanning import ScannerIsDown

log = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="files.examine_waiting", queue="events", pass_context=False)
def examine_waiting(timestamp: int) -> None:
    """What nobody has looked at yet: files from before, and those for which the scanner was down."""
    for sha256 in waiting_contents(100):
        try:
            examine(sha256)
        except ScannerIsDown as fault:
            log.warning("The virus scanner gives no verdict: %s", fault)
            return
