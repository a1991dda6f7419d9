"""Looking at stored bytes: first the scanner, then the reader. Safe to be done twice."""

from django.conf import settings
from django.utils.translation import pgettext_lazy

from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.events import send_poke
from orbita.platform.files.commands.examining import (
    documents_with,
    judge_file,
    keep_text,
    postpone_reading,
)
from orbita.platform.files.extraction import extract
from orbita.platform.files.models import FileContent, Reading, StoredFile, Verdict
from orbita.platform.files.scanning import scan
from orbita.platform.files.sniffing import OPEN_TEXT, PDF, TEXT, WORD
from orbita.platform.files.store import put, shelf

READ = frozenset({PDF, WORD, OPEN_TEXT, TEXT})
"""Types whose text is read."""

FAULTS = {
    "encrypted": pgettext_lazy(
        "file", "The file is locked with a password: its text is not searched."
    ),
    "broken": pgettext_lazy("file", "The file is damaged: its text could not be read."),
    "limit": pgettext_lazy(
        "file", "The file is too large or too involved for its text to be read."
    ),
    "stopped": pgettext_lazy("file", "The text could not be read in three tries."),
    "gone": pgettext_lazy("file", "The bytes of this file are missing from the storage."),
}


def examine(sha256: str) -> None:
    """Have bytes scanned and read, as far as that is still to be done. A scanner that is down raises:
    the job is tried again, and the bytes are kept back until then."""
    content = FileContent.objects.filter(sha256=sha256).defer("text", "vector").first()
    if content is None:
        return
    try:
        _judged_and_read(content)
    except FileNotFoundError:
        keep_text(sha256, text="", fault="gone", by=SYSTEM)
    send_poke([("document", document.pk) for document in documents_with(sha256)])


def _judged_and_read(content: FileContent) -> None:
    if content.verdict == Verdict.WAITING:
        with shelf().as_file(content.sha256) as path:
            found = scan(path, settings.ORBITA_SCANNER) if settings.ORBITA_SCANNER else ""
        judge_file(content.sha256, infected_by=found, by=SYSTEM)
        content.refresh_from_db(fields=["verdict", "reading"])
    if content.verdict == Verdict.CLEAN and content.reading == Reading.WAITING:
        _read(content.sha256)


def _read(sha256: str) -> None:
    stored = StoredFile.objects.filter(sha256=sha256).order_by("at").first()
    if stored is None or stored.content_type not in READ:
        keep_text(sha256, text="", by=SYSTEM)
        return
    # Counted before it is read: if even the process around the reader dies, the third try is the last.
    postpone_reading(sha256, by=SYSTEM)
    with shelf().as_file(sha256) as path:
        found = extract(path, stored.content_type)
    keep_text(
        sha256,
        text=found.text,
        fault=found.fault,
        pages=found.pages,
        is_cut=found.is_cut,
        pictures=[put([picture]).sha256 for picture in found.pictures],
        by=SYSTEM,
    )
