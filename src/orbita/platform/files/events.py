"""What documents tell."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class DocumentsFiled:
    """Documents or versions came in; `digests` are the bytes that have to be looked at."""

    document_ids: tuple[UUID, ...]
    digests: tuple[str, ...]
    at_kinds: tuple[str, ...]
    at_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class DocumentsChanged:
    """Fields, places or records of documents were changed; the bin is told as deleted_at."""

    document_ids: tuple[UUID, ...]
    fields: tuple[str, ...]
    at_kinds: tuple[str, ...]
    at_ids: tuple[UUID, ...]
    by: UUID | None


@dataclass(frozen=True)
class FoldersChanged:
    folder_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class FileFoundInfected:
    """The scanner has found something in bytes that were kept back until then."""

    sha256: str
    what: str
