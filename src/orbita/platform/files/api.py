"""What programs do with documents, their versions, places and folders."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.actor import Actor
from orbita.platform.files import commands
from orbita.platform.files.commands.changing import EDITABLE
from orbita.platform.files.models import Attachment, Audience, Document, Folder
from orbita.platform.records.slots import RecordRef
from orbita.platform.resources.slots import ApiAct, ApiResource, ApiTable, columns

MANAGE = "documents.manage_folders"


def to_record(arguments: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """The record of the address, as commands take it."""
    kind, key = arguments.pop("kind"), arguments.pop("record_id")
    return {**arguments, "to": RecordRef(kind, key)}


def one_upload(arguments: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """A version is one file."""
    return {**arguments, "upload": arguments["upload"][0]}


def whole_folder(arguments: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """What is not said of a folder stays as it is."""
    folder = Folder.objects.filter(pk=arguments["folder_id"]).first()
    if folder is None:
        return {"parent": None, **arguments}
    kept = {"name": folder.name, "parent": folder.parent, "audience": folder.audience,
            "pattern": folder.pattern}  # fmt: skip
    said = {"parent" if name == "parent_id" else name: value for name, value in arguments.items()}
    if "parent" in said and said["parent"] is not None:
        said["parent"] = Folder.objects.get(pk=getattr(said["parent"], "pk", said["parent"]))
    viewers = folder.viewers.all()
    seen = {
        "departments": [one.department for one in viewers if one.department_id],
        "roles": [one.role for one in viewers if one.role_id],
    }
    return {**kept, **seen, **said}


API = (
    ApiResource("document", "documents", editable=tuple(EDITABLE), order=80),
    ApiAct("documents/", commands.file_documents, files="uploads"),
    ApiAct("documents/{document_id}/versions/", commands.add_version, files="upload",
           prepare=one_upload),
    ApiAct("documents/{document_id}/versions/{number}/restoration/", commands.restore_version),
    ApiAct("documents/{document_id}/places/", commands.hang_document),
    ApiAct(
        "records/{kind}/{record_id}/files/", commands.attach_files, files="uploads",
        without=("to",), prepare=to_record,
    ),
    ApiTable(
        "attachments", _("Places of documents"),
        lambda actor: Attachment.objects.filter(
            document__in=Document.objects.visible_to(actor)
        ),
        Attachment, ("document_id", "kind", "record_id", "at"), permission="documents.view",
    ),
    ApiAct("attachments/{attachment_id}/", commands.detach_file, "delete"),
    ApiTable(
        "folders", _("Folders"), lambda actor: Folder.objects.all(), Folder,
        ("name", "parent_id", "audience", "pattern"), permission=MANAGE,
    ),
    ApiAct("folders/", commands.make_folder, body={"audience": Audience}, permission=MANAGE),
    ApiAct(
        "folders/{folder_id}/", commands.change_folder, "patch", prepare=whole_folder,
        body=columns(Folder, "name", "parent", "audience", "pattern"), permission=MANAGE,
    ),
    ApiAct("folders/{folder_id}/", commands.delete_folder, "delete", permission=MANAGE),
)  # fmt: skip
