"""What documents show on the pages of records."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, overload

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from orbita.platform.acts.actor import Actor
from orbita.platform.files import queries
from orbita.platform.files.examination import FAULTS
from orbita.platform.files.models import Document, FileContent, Reading, Verdict
from orbita.platform.files.sniffing import PDF
from orbita.platform.files.types import sort_of
from orbita.platform.records.slots import Fact, kind_of, kinds

PANEL = 20
CLEAN = (None, Verdict.CLEAN)
SHOWN_TEXT = 20_000
Context = Mapping[str, Any]


class AllKindsButDocuments(Sequence[str]):
    """The kinds of all records at which documents hang, those plugged later included."""

    def __contains__(self, key: object) -> bool:
        return key != "document" and any(kind.key == key for kind in kinds)

    def __iter__(self) -> Iterator[str]:
        return (kind.key for kind in kinds if kind.key != "document")

    def __len__(self) -> int:
        return sum(1 for _kind in self)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return list(self)[place]


def documents_of(actor: Actor, record: Any, as_of: datetime | None) -> Context | None:
    """The newest documents at a record, and the place to drop more; as of a day those that hung there
    then, in the version of that day. Three statements at most."""
    kind = kind_of(type(record)).key
    if as_of is not None:
        then = queries.documents_then(actor, kind, record.pk, as_of)
        return {
            "then": [(one, sort_of(one.file.content_type)) for one in then[:PANEL]],
            "is_more": len(then) > PANEL,
            "is_past": True,
        }
    found = list(queries.attachments(actor, kind, [record.pk])[: PANEL + 1])
    verdicts = queries.verdicts(one.file.sha256 for one in found)
    return {
        "ref_kind": kind,
        "hung": [
            (one, sort_of(one.file.content_type), verdicts.get(one.file.sha256) in CLEAN)
            for one in found[:PANEL]
        ],
        "is_more": len(found) > PANEL,
    }


def preview(actor: Actor, document: Document, as_of: datetime | None) -> Context | None:
    """What a document looks like: the picture, the first pages, the text. One statement."""
    if as_of is not None:
        return None
    content = queries.content_of(document.file.sha256)
    clean = content is None or content.is_clean
    kind = document.file.content_type
    return {
        "document": document,
        "content": content,
        "is_clean": clean,
        "is_infected": content is not None and content.verdict == Verdict.INFECTED,
        "is_read": content is not None and content.reading != Reading.WAITING,
        "is_picture": clean and kind.startswith("image/") and kind in PICTURES,
        "pictures": range(1, len(content.pictures) + 1) if clean and content else (),
        "text": _text(content) if clean and kind != PDF else "",
        "fault": FAULTS.get(content.fault, "") if content else "",
    }


PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def _text(content: FileContent | None) -> str:
    return content.text[:SHOWN_TEXT] if content else ""


def versions(actor: Actor, document: Document, as_of: datetime | None) -> Context | None:
    """The versions, each compared with the one before it. One statement."""
    if as_of is not None:
        return None
    rows = list(queries.versions_of(document))
    older = [*rows[1:], None]
    return {
        "document": document,
        "versions": [
            (row, row.file.size - before.file.size if before else 0)
            for row, before in zip(rows, older, strict=True)
        ],
        "may_edit": actor.may("documents.edit"),
    }


def places(actor: Actor, document: Document, as_of: datetime | None) -> Context | None:
    """The records at which the document hangs. A statement a kind."""
    if as_of is not None:
        return None
    return {"document": document, "places": queries.places_of(actor, document)}


def profile(actor: Actor, document: Document, as_of: datetime | None) -> Context | None:
    """What is known of the document. One statement."""
    content = queries.content_of(document.file.sha256)
    return {"document": document, "content": content, "sort": sort_of(document.file.content_type)}


def version_fact(actor: Actor, document: Document) -> Fact | None:
    """Which version it is."""
    return Fact(_("Version"), str(document.version))


def size_fact(actor: Actor, document: Document) -> Fact | None:
    """How much there is to bring."""
    return Fact(_("Size"), filesizeformat(document.file.size))
