"""Handing files out: only to who may see the document, only clean ones, and never as a page of ours."""

from typing import Any, BinaryIO
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponseBase

from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.files import queries
from orbita.platform.files.errors import FileIsInfected, FileIsKeptBack
from orbita.platform.files.models import FileContent, StoredFile, Verdict
from orbita.platform.files.sniffing import INLINE
from orbita.platform.files.store import shelf

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, max-age=3600",
}


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate(None, methods="GET")
def show_file(request: HttpRequest, document_id: UUID) -> HttpResponseBase:
    """The newest version: pictures and PDF may be looked at, in a sandbox; all else is saved."""
    document = queries.document(actor_of(request), document_id)
    return _given(request, document.file, document.file_name)


@gate(None, methods="GET")
def show_version(request: HttpRequest, document_id: UUID, number: int) -> HttpResponseBase:
    """An older version, under the name with which it came."""
    version = queries.version(actor_of(request), document_id, number)
    return _given(request, version.file, version.file.name)


@gate(None, methods="GET")
def show_page(request: HttpRequest, document_id: UUID, page: int) -> HttpResponseBase:
    """The picture of one of the first pages of a PDF."""
    document = queries.document(actor_of(request), document_id)
    content = queries.content_of(document.file.sha256)
    if content is None or not content.is_clean or not 0 < page <= len(content.pictures):
        raise NotFound
    return _sent(_opened(content.pictures[page - 1]), "image/png")


def _given(request: HttpRequest, file: StoredFile, name: str) -> HttpResponseBase:
    content = queries.content_of(file.sha256)
    _refuse_unclean(content, name)
    inline = file.content_type in INLINE and "download" not in request.GET
    return _sent(_opened(file.sha256), file.content_type, as_attachment=not inline, filename=name)


def _refuse_unclean(content: FileContent | None, name: str) -> None:
    if content is None or content.verdict == Verdict.CLEAN:
        return
    if content.verdict == Verdict.INFECTED:
        raise FileIsInfected(name=name, what=content.verdict_note)
    raise FileIsKeptBack(name=name)


def _opened(sha256: str) -> BinaryIO:
    try:
        return shelf().open(sha256)
    except FileNotFoundError:
        raise NotFound from None


def _sent(stream: BinaryIO, content_type: str, **more: Any) -> HttpResponseBase:
    response = FileResponse(stream, content_type=content_type, **more)
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
