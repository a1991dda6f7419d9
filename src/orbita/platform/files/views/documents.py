"""Pages of documents besides the list: new, profile, record."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.kit.identities import uuid_or_none
from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import ChangedMeanwhile, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.files import queries
from orbita.platform.files.commands import change_documents, file_documents
from orbita.platform.files.forms import DocumentForm, FilingForm
from orbita.platform.files.views.bytes_out import actor_of
from orbita.platform.keys import uuid7
from orbita.platform.records.pages import record_page
from orbita.platform.ui.reply import Reply

FIELDS = ("title", "number", "folder", "owner")
KEYS = {"folder": "folder_id", "owner": "owner_id"}


@gate("documents.create")
def new(request: HttpRequest) -> HttpResponse:
    """Add documents: drop files, choose the folder."""
    actor = actor_of(request)
    title = _("Add documents")
    folder = uuid_or_none(request.GET.get("folder", ""))
    form = FilingForm(request.POST or None, initial={"folder": folder}, actor=actor)
    once: dict[str, Any] = {"idempotency_key": request.POST.get("act_key") or None}
    context = {
        "form": form,
        "post_url": reverse("files:new"),
        "title": title,
        "act_key": request.POST.get("act_key") or uuid7(),
        "many": True,
    }
    if request.method != "POST":
        return Reply(request).drawer("files/upload.html", context, title=title)
    if form.is_valid():
        try:
            made = file_documents(
                request.FILES.getlist("files"),
                folder_id=form.cleaned_data["folder"],
                title=form.cleaned_data["title"],
                by=actor,
                **once,
            )
        except Refusal as refusal:
            form.add_error(_field(form, refusal), str(refusal))
        else:
            here = reverse("files:record", args=[made[0].pk]) if len(made or ()) == 1 else ""
            reply = Reply(request).go(here or "/documents/")
            return reply.toast(_("Documents added"), undo=last_act_id())
    return Reply(request).invalid("files/upload.html", context, title=title)


@gate(None, methods="GET")
def record(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A document: how it looks, its versions, where it hangs."""
    document = queries.document(actor_of(request), document_id)
    return record_page(request, "document", document, head="files/head.html")


@gate("documents.edit")
def profile(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Rename, number, move, give away; what another has changed meanwhile is not overwritten."""
    actor = actor_of(request)
    document = queries.document(actor, document_id)
    now: dict[str, Any] = {name: getattr(document, KEYS.get(name, name)) for name in FIELDS}
    form = DocumentForm(request.POST or None, initial=now, actor=actor)
    title = _("Change the document")
    url = reverse("files:profile", args=[document_id])
    seen = {f"seen-{name}": request.POST.get(f"seen-{name}", _as_text(now[name])) for name in now}
    context = {"form": form, "post_url": url, "title": title, "seen": seen}
    if request.method != "POST":
        return Reply(request).drawer("files/form.html", context, title=title)
    if form.is_valid():
        before = {name: _key(form.fields[name].clean(seen[f"seen-{name}"])) for name in now}
        changed = {
            name: value for name, value in form.cleaned_data.items() if _key(value) != before[name]
        }
        try:
            if changed:
                base = {name: before[name] for name in changed}
                change_documents([document_id], changed, base=base, by=actor)
        except Refusal as refusal:
            form.add_error(_field(form, refusal), str(refusal))
            if isinstance(refusal, ChangedMeanwhile) and refusal.field in now:
                # He has read what the other wrote: saving once more is his decision.
                seen[f"seen-{refusal.field}"] = _as_text(now[refusal.field])
        else:
            reply = Reply(request, back=reverse("files:record", args=[document_id]))
            reply.close_panel().refresh()
            return reply.toast(_("Document saved"), undo=last_act_id() if changed else None)
    return Reply(request).invalid("files/form.html", context, title=title)


def _key(value: Any) -> Any:
    return getattr(value, "pk", value)


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _field(form: Any, refusal: Refusal) -> str | None:
    return refusal.field if refusal.field in form.fields else None
