"""New versions, and old ones again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.files import queries
from orbita.platform.files.commands import add_version, restore_version
from orbita.platform.files.forms import VersionForm
from orbita.platform.files.views.bytes_out import actor_of
from orbita.platform.keys import uuid7
from orbita.platform.ui.reply import Reply


@gate("documents.edit")
def new_version(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Put a newer file over the document."""
    actor = actor_of(request)
    document = queries.document(actor, document_id)
    title = _("New version")
    form = VersionForm(request.POST or None)
    once: dict[str, Any] = {"idempotency_key": request.POST.get("act_key") or None}
    context = {
        "form": form,
        "post_url": reverse("files:versions", args=[document_id]),
        "title": title,
        "act_key": request.POST.get("act_key") or uuid7(),
        "document": document,
    }
    if request.method != "POST":
        return Reply(request).drawer("files/upload.html", context, title=title)
    if form.is_valid():
        try:
            made = add_version(
                document_id,
                request.FILES.get("files"),
                note=form.cleaned_data["note"],
                by=actor,
                **once,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            reply = Reply(request, back=reverse("files:record", args=[document_id]))
            reply.close_panel().refresh()
            said = _("Version %(number)s is in place") % {"number": made.version}
            return reply.toast(said, undo=last_act_id())
    return Reply(request).invalid("files/upload.html", context, title=title)


@gate("documents.edit", methods="POST")
def version_restoration(request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """Make an old version the newest."""
    restore_version(document_id, number, by=actor_of(request))
    reply = Reply(request, back=reverse("files:record", args=[document_id])).refresh()
    said = _("Version %(number)s is the newest again") % {"number": number}
    return reply.toast(said, undo=last_act_id())
