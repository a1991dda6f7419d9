"""What the machine learns about bytes: the verdict of the scanner, the text that stands in them."""

from collections.abc import Sequence

from django.db import DataError, connection, transaction

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.files.events import FileFoundInfected
from orbita.platform.files.models import Document, FileContent, Reading, Verdict

LENGTHS = (400_000, 100_000, 20_000)
"""How much text is indexed: an index of words has its own limit, which unlike words reach sooner."""


@command
def judge_file(sha256: str, *, infected_by: str, by: Actor) -> None:
    """Write down what the scanner has said: clean bytes are given out from now on, others never."""
    verdict = Verdict.INFECTED if infected_by else Verdict.CLEAN
    FileContent.objects.filter(sha256=sha256).update(
        verdict=verdict, verdict_note=infected_by[:200], tries=0
    )
    if infected_by:
        FileContent.objects.filter(sha256=sha256).update(reading=Reading.NONE, text="", pictures=[])
        announce(FileFoundInfected(sha256=sha256, what=infected_by[:200]))


@command
def keep_text(
    sha256: str,
    *,
    text: str,
    fault: str = "",
    pages: int | None = None,
    pictures: Sequence[str] = (),
    is_cut: bool = False,
    by: Actor,
) -> None:
    """Keep the text of bytes with the words by which their documents are found."""
    done = Reading.DONE if text else Reading.NONE
    FileContent.objects.filter(sha256=sha256).update(
        reading=Reading.FAILED if fault else done,
        fault=fault,
        text=text,
        is_cut=is_cut,
        pages=pages,
        pictures=list(pictures),
    )
    _index(sha256)


@command
def postpone_reading(sha256: str, *, by: Actor) -> None:
    """Note one more try that came to nothing, so that bytes which break a reader are left at last."""
    content = FileContent.objects.select_for_update().get(sha256=sha256)
    content.tries += 1
    if content.tries >= 3:
        content.reading, content.fault = Reading.FAILED, "stopped"
    content.save(update_fields=["tries", "reading", "fault"])


def documents_with(sha256: str) -> list[Document]:
    """The documents whose newest version these bytes are. One statement."""
    return list(Document.objects.filter(file__sha256=sha256, deleted_at=None)[:200])


def _index(sha256: str) -> None:
    for length in LENGTHS:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    """
                    UPDATE files_filecontent SET vector = to_tsvector('simple', fresh.words)
                        || to_tsvector('russian', fresh.words)
                    FROM (SELECT orbita_fold(left(text, %s)) AS words
                        FROM files_filecontent WHERE sha256 = %s OFFSET 0) AS fresh
                    WHERE sha256 = %s
                    """,
                    [length, sha256, sha256],
                )
        except DataError:
            continue  # too many different words: the beginning is indexed at least
        return
