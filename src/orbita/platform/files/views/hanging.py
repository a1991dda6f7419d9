"""Documents at records: shown, dropped, hung on, taken off."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.files import queries
from orbita.platform.files.commands import attach_files, detach_file, hang_document
from orbita.platform.files.forms import HangingForm
from orbita.platform.files.panels import documents_of
from orbita.platform.files.views.bytes_out import actor_of
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordRef, kinds
from orbita.platform.ui.reply import Reply

PAGE = "files/files.html"


@gate(None)
def show_files(request: HttpRequest, kind: str, record_id: UUID) -> HttpResponse:
    """The documents of a record; a POST hangs new ones on it."""
    if kind not in kinds or kind == "document":
        raise NotFound
    actor, ref = actor_of(request), RecordRef(kind, record_id)
    if request.method == "POST":
        made = attach_files(request.FILES.getlist("files"), to=ref, by=actor)
        said = ngettext("%(count)s document added", "%(count)s documents added", len(made))
        return _panel(request, ref).toast(said % {"count": len(made)}, undo=last_act_id())
    return Reply(request).page(PAGE, _context(request, ref), part="files")


@gate(None, methods="POST")
def file_removal(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """Take a document off a record."""
    actor = actor_of(request)
    found = queries.attachment(actor, attachment_id)
    detach_file(attachment_id, by=actor)
    said = _("“%s” is taken off") % found.document
    if request.POST.get("from") == "document":
        reply = Reply(request, back=reverse("files:record", args=[found.document_id])).refresh()
        return reply.toast(said, undo=last_act_id())
    return _panel(request, RecordRef(found.kind, found.record_id)).toast(said, undo=last_act_id())


@gate("documents.view")
def new_place(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Hang a document on one more record."""
    actor = actor_of(request)
    document = queries.document(actor, document_id)
    title = _("Hang at a record")
    form = HangingForm(request.POST or None, actor=actor)
    url = reverse("files:places", args=[document_id])
    context = {"form": form, "post_url": url, "title": title, "document": document}
    if request.method != "POST":
        return Reply(request).drawer("files/form.html", context, title=title)
    if form.is_valid():
        try:
            hang_document(document_id, to=form.cleaned_data["record"], by=actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            reply = Reply(request, back=reverse("files:record", args=[document_id]))
            reply.close_panel().refresh()
            return reply.toast(_("The document hangs there"), undo=last_act_id())
    return Reply(request).invalid("files/form.html", context, title=title)


def _context(request: HttpRequest, ref: RecordRef) -> dict[str, object]:
    actor = actor_of(request)
    subject = record(actor, ref.kind, ref.id)
    return {"record": subject, **(documents_of(actor, subject, None) or {})}


def _panel(request: HttpRequest, ref: RecordRef) -> Reply:
    back = kinds[ref.kind].url(ref.id)
    return Reply(request, back=back).fragment("files/documents_panel.html", _context(request, ref))
