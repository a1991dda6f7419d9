"""Handing files out: only to who may see the record, and never as a page of ours."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.files import queries
from orbita.platform.files.commands import attach_file, detach_file
from orbita.platform.files.sniffing import INLINE
from orbita.platform.records.slots import RecordRef, kinds
from orbita.platform.ui.reply import Reply

PANEL = "files/files.html"


@gate(None, methods="GET")
def show_file(request: HttpRequest, attachment_id: UUID) -> HttpResponseBase:
    """The bytes: pictures and PDF may be looked at, in a sandbox; all else is saved."""
    file = queries.attachment(request.actor, attachment_id).file  # type: ignore[attr-defined]
    if not file.path.exists():
        raise NotFound
    inline = file.content_type in INLINE and "download" not in request.GET
    response = FileResponse(
        file.path.open("rb"),
        as_attachment=not inline,
        filename=file.name,
        content_type=file.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@gate(None)
def show_files(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """The files of a record; a POST hangs new ones on it."""
    if kind not in kinds:
        raise NotFound
    ref = RecordRef(kind, record_id)
    if request.method == "POST":
        for upload in request.FILES.getlist("files"):
            attach_file(upload, to=ref, by=request.actor)  # type: ignore[attr-defined]
        return _panel(request, ref).toast(_("Attached"), undo=last_act_id())
    return Reply(request).page(PANEL, _context(request, ref), part="files")


@gate(None, methods="POST")
def file_removal(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """Take a file off its record."""
    found = queries.attachment(request.actor, attachment_id)  # type: ignore[attr-defined]
    ref = RecordRef(found.kind, found.record_id)
    detach_file(attachment_id, by=request.actor)  # type: ignore[attr-defined]
    return _panel(request, ref).toast(_("“%s” is taken off") % found.file, undo=last_act_id())


def _context(request: HttpRequest, ref: RecordRef) -> dict[str, object]:
    return {"ref": ref, "files": queries.attachments_of(request.actor, ref)}  # type: ignore[attr-defined]


def _panel(request: HttpRequest, ref: RecordRef) -> Reply:
    back = kinds[ref.kind].url(ref.id)
    return Reply(request, back=back).fragment(f"{PANEL}#files", _context(request, ref))
