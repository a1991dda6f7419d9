"""Questions about documents, their folders and the bytes behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.audit.queries import rows_as_of, versions_as_of
from orbita.platform.files.models import (
    Attachment,
    Document,
    DocumentVersion,
    FileContent,
    Folder,
    FolderViewer,
    Reading,
    Verdict,
)
from orbita.platform.files.sight import closed_folders, not_closed
from orbita.platform.records.hidden import masked
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordKind, RecordRef, kinds

MANAGE = "documents.manage_folders"


@dataclass(frozen=True)
class Shelved:
    """A folder in its place in the tree."""

    folder: Folder
    depth: int
    path: str


@dataclass(frozen=True)
class Place:
    """A record at which a document hangs."""

    attachment: Attachment
    kind: RecordKind
    title: str
    url: str


def document(actor: Actor, document_id: UUID) -> Document:
    """A document that the actor may see, or NotFound. One statement."""
    rows = Document.objects.visible_to(actor).select_related("file", "folder", "owner")
    found: Document = rows.one(document_id)
    return found


def version(actor: Actor, document_id: UUID, number: int) -> DocumentVersion:
    """A version of a document that the actor may see, or NotFound. Two statements."""
    seen = document(actor, document_id)
    found = seen.versions.select_related("file").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def versions_of(seen: Document) -> "QuerySet[DocumentVersion]":
    """The versions of a document, the newest first. One statement."""
    return seen.versions.select_related("file", "by").order_by("-number")


def content_of(sha256: str) -> FileContent | None:
    """What is known of bytes. One statement."""
    return FileContent.objects.filter(sha256=sha256).defer("vector").first()


def verdicts(digests: Iterable[str]) -> dict[str, str]:
    """What the scanner said of each of these bytes. One statement."""
    rows = FileContent.objects.filter(sha256__in=set(digests))
    return dict(rows.values_list("sha256", "verdict"))


def waiting_contents(limit: int) -> list[str]:
    """Bytes that wait for the scanner or for the reader. One statement."""
    waits = Q(verdict=Verdict.WAITING) | Q(reading=Reading.WAITING)
    return list(FileContent.objects.filter(waits).values_list("sha256", flat=True)[:limit])


def places_of(actor: Actor, seen: Document) -> list[Place]:
    """The records at which a document hangs and which the actor sees. A statement a kind."""
    by_kind: dict[str, list[Attachment]] = {}
    for one in seen.attachments.order_by("at"):
        by_kind.setdefault(one.kind, []).append(one)
    found = []
    for key in (key for key in by_kind if key in kinds):
        kind = kinds[key]
        rows = kind.model.objects.visible_to(actor).filter(
            pk__in=[one.record_id for one in by_kind[key]]
        )
        titles = dict(rows.values_list("pk", kind.title))
        found += [
            Place(one, kind, str(titles[one.record_id]), kind.url(one.record_id))
            for one in by_kind[key]
            if one.record_id in titles
        ]
    return found


def attachment(actor: Actor, attachment_id: UUID) -> Attachment:
    """An attachment of a record that the actor may see, or NotFound. Three statements."""
    found = Attachment.objects.select_related("document__file").filter(pk=attachment_id).first()
    if found is None or found.kind not in kinds:
        raise NotFound
    record(actor, found.kind, found.record_id)
    document(actor, found.document_id)
    return found


def attachments(actor: Actor, kind: str, record_ids: Iterable[UUID]) -> "QuerySet[Attachment]":
    """Documents at records of a kind which the actor sees, the newest first. Those in folders that
    are closed to him are left out."""
    rows = Attachment.objects.filter(
        kind=kind, record_id__in=list(record_ids), document__deleted_at=None
    )
    if not actor.is_system:
        rows = rows.filter(Q(document__owner=actor.id) | not_closed(actor, "document__"))
    return rows.select_related("document__file", "document__folder", "document__owner").order_by(
        "-document__changed_at", "-id"
    )


def documents_then(actor: Actor, kind: str, record_id: UUID, moment: datetime) -> list[Document]:
    """The documents that hung at a record at a moment, unsaved, in the version of then, the newest
    first; only those that the actor may see today. Three statements."""
    hung = rows_as_of(Attachment, moment, Q(kind=kind, record_id=record_id))
    ids = list(hung.values_list("document", flat=True))
    seen = Document.objects.within(actor, "view").filter(pk__in=ids).values_list("pk", flat=True)
    found = versions_as_of(Document, seen, moment, along=("file",)) if ids else []
    return sorted(
        (masked(actor, one) for one in found), key=lambda one: one.changed_at, reverse=True
    )


def attachments_of(actor: Actor, ref: RecordRef) -> "QuerySet[Attachment]":
    """Documents at a record that the actor may see, the newest first. Two statements."""
    record(actor, ref.kind, ref.id)
    return attachments(actor, ref.kind, [ref.id])


def folders_of(actor: Actor) -> list[Folder]:
    """The folders that are open to the actor. One statement."""
    rows = Folder.objects.all()
    if not actor.is_system:
        rows = rows.exclude(pk__in=closed_folders(actor))
    return list(rows)


def folder_tree(actor: Actor, *, managing: bool = False) -> list[Shelved]:
    """The folders in the order of their tree; a manager of folders sees the closed ones as well.

    One statement.
    """
    rows = list(Folder.objects.all()) if managing and actor.may(MANAGE) else folders_of(actor)
    known = {row.pk for row in rows}
    below: dict[UUID | None, list[Folder]] = {}
    for row in sorted(rows, key=lambda one: one.name.lower().replace("ё", "е")):
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    return list(_walk(below, None, 0, ""))


def _walk(
    below: dict[UUID | None, list[Folder]], at: UUID | None, depth: int, path: str
) -> Iterable[Shelved]:
    for folder in below.get(at, ()):
        name = f"{path} / {folder.name}" if path else folder.name
        yield Shelved(folder, depth, name)
        yield from _walk(below, folder.pk, depth + 1, name)


def under(folder_ids: Sequence[UUID]) -> set[UUID]:
    """These folders and all below them. One statement."""
    below: dict[Any, list[UUID]] = {}
    for key, parent in Folder.objects.values_list("pk", "parent"):
        below.setdefault(parent, []).append(key)
    found, ahead = set(), list(folder_ids)
    while ahead:
        key = ahead.pop()
        if key not in found:
            found.add(key)
            ahead += below.get(key, [])
    return found


def folder(folder_id: UUID) -> Folder:
    """A folder for its managers, or NotFound. One statement."""
    found = Folder.objects.filter(pk=folder_id).first()
    if found is None:
        raise NotFound
    return found


def viewers_of(folder_ids: Sequence[UUID]) -> dict[UUID, list[FolderViewer]]:
    """The departments and roles that closed folders are open to. One statement."""
    found: dict[UUID, list[FolderViewer]] = {}
    rows = FolderViewer.objects.filter(folder__in=folder_ids).select_related("department", "role")
    for one in rows:
        found.setdefault(one.folder_id, []).append(one)
    return found


def owners_of(sha256: str) -> tuple[str, list[UUID]]:
    """A title and the owners of the documents with these bytes, old versions included. One statement."""
    rows = DocumentVersion.objects.filter(file__sha256=sha256, document__owner__isnull=False)
    found = list(rows.values_list("document__title", "document__owner").distinct()[:50])
    return (found[0][0] if found else ""), list(dict.fromkeys(owner for _title, owner in found))
