"""The tree of folders, for those who lay it out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.files import queries
from orbita.platform.files.commands import change_folder, delete_folder, make_folder
from orbita.platform.files.forms import FolderForm
from orbita.platform.files.queries import MANAGE
from orbita.platform.files.views.bytes_out import actor_of
from orbita.platform.ui.reply import Reply


@gate(MANAGE, methods="GET")
def folders(request: HttpRequest) -> HttpResponse:
    """All folders with who sees them and how they number."""
    tree = queries.folder_tree(actor_of(request), managing=True)
    viewers = queries.viewers_of([one.folder.pk for one in tree])
    rows = [(one, viewers.get(one.folder.pk, ())) for one in tree]
    return Reply(request).page("files/folders.html", {"rows": rows}, part="folders")


@gate(MANAGE)
def new_folder(request: HttpRequest) -> HttpResponse:
    """Make a folder."""
    form = FolderForm(None, request.POST or None, actor=actor_of(request))
    title = pgettext("documents", "New folder")
    return _edited(request, form, reverse("files:new_folder"), title, None)


@gate(MANAGE)
def folder(request: HttpRequest, folder_id: UUID) -> HttpResponse:
    """Change a folder."""
    now = queries.folder(folder_id)
    chosen = queries.viewers_of([folder_id]).get(folder_id, ())
    initial = {
        "name": now.name,
        "parent": now.parent_id,
        "audience": now.audience,
        "pattern": now.pattern,
        "departments": [one.department_id for one in chosen if one.department_id],
        "roles": [one.role_id for one in chosen if one.role_id],
    }
    form = FolderForm(now, request.POST or None, initial=initial, actor=actor_of(request))
    url = reverse("files:folder", args=[folder_id])
    return _edited(request, form, url, pgettext("documents", "Change the folder"), folder_id)


@gate(MANAGE, methods="POST")
def folder_removal(request: HttpRequest, folder_id: UUID) -> HttpResponse:
    """Remove an empty folder."""
    delete_folder(folder_id, by=actor_of(request))
    reply = Reply(request, back=reverse("files:folders")).refresh()
    return reply.toast(pgettext("documents", "Folder removed"), undo=last_act_id())


def _edited(
    request: HttpRequest, form: Any, url: str, title: str, folder_id: UUID | None
) -> HttpResponse:
    context = {"form": form, "post_url": url, "title": title}
    if request.method != "POST":
        return Reply(request).drawer("files/folder_form.html", context, title=title)
    if form.is_valid():
        try:
            if folder_id is None:
                make_folder(**form.cleaned_data, by=actor_of(request))
            else:
                change_folder(folder_id, **form.cleaned_data, by=actor_of(request))
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, str(refusal))
        else:
            reply = Reply(request, back=reverse("files:folders")).close_panel().refresh()
            return reply.toast(_("Folder saved"), undo=last_act_id())
    return Reply(request).invalid("files/folder_form.html", context, title=title)
