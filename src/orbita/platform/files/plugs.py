"""What documents show elsewhere and keep up to date."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import Record, after, poke
from orbita.platform.derived.slots import Source
from orbita.platform.files import events, panels
from orbita.platform.files.api import API
from orbita.platform.files.commands import (
    change_documents,
    delete_documents,
    restore_documents,
)
from orbita.platform.files.demo import file_demo_documents
from orbita.platform.files.examination import examine
from orbita.platform.files.lists import DOCUMENTS
from orbita.platform.files.models import Attachment, Document, DocumentVersion
from orbita.platform.files.queries import owners_of
from orbita.platform.files.settling import find_old_documents
from orbita.platform.files.snippets import snippets
from orbita.platform.lists.slots import screens
from orbita.platform.migrating import AfterMigrate, steps
from orbita.platform.modules.slots import Module, modules
from orbita.platform.notifications.slots import Announced, NoticeKind, plug_notice
from orbita.platform.records.permissions import plug_record_permissions
from orbita.platform.records.slots import (
    RecordAct,
    RecordFact,
    RecordKind,
    RecordPanel,
    acts,
    facts,
    kinds,
)
from orbita.platform.records.slots import panels as record_panels
from orbita.platform.resources.slots import plug_api
from orbita.platform.search.slots import Searchable, make_searchable
from orbita.platform.ui.slots import (
    DemoChapter,
    MenuItem,
    PaletteCommand,
    demo_chapters,
    menu,
    palette_commands,
)

modules.plug(
    Module(
        "documents",
        _("Documents"),
        _("Files with versions, folders and search in text"),
        "folder",
        order=510,
    )
)

ROLES = (
    "director", "head", "seller", "marketer", "agent", "supervisor", "engineer", "dispatcher",
    "partner", "secretary", "accountant", "storekeeper", "analyst",
)  # fmt: skip


def document_url(document_id: UUID) -> str:
    """The address of a document's page."""
    return reverse("files:record", args=[document_id])


kinds.plug(
    RecordKind(
        key="document",
        model=Document,
        label=_("Document"),
        plural=_("Documents"),
        icon="file-text",
        title="title",
        url=document_url,
        change=change_documents,
        delete=delete_documents,
        restore=restore_documents,
        parts=((DocumentVersion, "document"), (Attachment, "document")),
    )
)
plug_record_permissions(
    "documents",
    "document",
    _("Documents"),
    {
        "view": {**dict.fromkeys(ROLES, "own"), "director": "all", "head": "subtree"},
        "create": dict.fromkeys(ROLES, "own"),
        "edit": {
            **dict.fromkeys(ROLES, "own"),
            "director": "all",
            "head": "subtree",
            "seller": "team",
            "secretary": "all",
        },
        "delete": {**dict.fromkeys(ROLES, "own"), "director": "all", "head": "subtree"},
        "export": {"director": "all", "head": "subtree"},
    },
)
permissions.plug(
    Permission(
        "documents.manage_folders",
        _("Set up folders of documents"),
        dict.fromkeys(("director", "head", "secretary", "admin"), "all"),
    )
)
screens.plug(DOCUMENTS)
make_searchable(
    Searchable(
        kind="document",
        table="files_document",
        title="s.title",
        subtitle="concat_ws(' · ', nullif(s.number, ''),"
        " (SELECT f.name FROM files_folder f WHERE f.id = s.folder_id))",
        words="concat_ws(' ', s.title, s.number,"
        " (SELECT f.name FROM files_storedfile f WHERE f.id = s.file_id))",
        digits="regexp_replace(s.number, '[^0-9]', '', 'g')",
        vector="(SELECT c.vector FROM files_storedfile f"
        " JOIN files_filecontent c ON c.sha256 = f.sha256 WHERE f.id = s.file_id)",
        finds=("title", "number", "folder"),
        snippets=snippets,
        sources=(
            Source(
                "files_document",
                "r.id",
                ("title", "number", "folder_id", "file_id", "deleted_at"),
            ),
            Source(
                "files_folder",
                "d.id",
                ("name",),
                join="JOIN files_document d ON d.folder_id = r.id",
            ),
            Source(
                "files_filecontent",
                "d.id",
                ("vector",),
                join="JOIN files_storedfile f ON f.sha256 = r.sha256"
                " JOIN files_document d ON d.file_id = f.id",
            ),
        ),
        order=60,
    )
)
menu.plug(
    MenuItem(
        "documents",
        _("Documents"),
        "file-text",
        "lists:document",
        permission="documents.view",
        order=420,
        sections=("files",),
        phone=False,
    )
)
palette_commands.plug(
    PaletteCommand(
        "new-document",
        _("Add documents"),
        "upload",
        "files:new",
        permission="documents.create",
        words=_("upload file scan contract"),
        order=260,
        drawer=True,
    )
)


def look_at_filed(event: events.DocumentsFiled) -> None:
    """Have the bytes of new documents scanned and read."""
    for sha256 in event.digests:
        examine(sha256)


def tell_infected(event: events.FileFoundInfected) -> Announced | None:
    """The owners of the documents have to know."""
    titles, owners = owners_of(event.sha256)
    return Announced(owners, {"title": titles, "what": event.what}) if owners else None


def word_infected(values: Mapping[str, Any]) -> str:
    """The sentence of the notice."""
    said = gettext("“%(title)s” is infected (%(what)s) and is not given out")
    return said % values


def _touched(event: Any) -> Iterable[Record]:
    yield from (("document", document_id) for document_id in event.document_ids)
    yield from zip(event.at_kinds, event.at_ids, strict=True)


after(events.DocumentsFiled, look_at_filed)
plug_notice(
    NoticeKind("infected-file", _("Infected files"), "shield", word_infected, "red"),
    events.FileFoundInfected,
    tell_infected,
)
poke(events.DocumentsFiled, _touched)
poke(events.DocumentsChanged, _touched)
poke(events.FoldersChanged, lambda event: [("folder", event.folder_id)])

record_panels.plug(
    RecordPanel(
        "documents",
        panels.AllKindsButDocuments(),
        _("Documents"),
        "files/documents_panel.html",
        panels.documents_of,
        place="right",
        order=60,
    ),
    RecordPanel(
        "document-profile",
        ("document",),
        _("About the document"),
        "files/profile_panel.html",
        panels.profile,
        place="left",
        order=10,
    ),
    RecordPanel(
        "document-preview",
        ("document",),
        _("How it looks"),
        "files/preview_panel.html",
        panels.preview,
        place="main",
        order=10,
    ),
    RecordPanel(
        "document-versions",
        ("document",),
        _("Versions"),
        "files/versions_panel.html",
        panels.versions,
        place="right",
        order=10,
    ),
    RecordPanel(
        "document-places",
        ("document",),
        _("Where it hangs"),
        "files/places_panel.html",
        panels.places,
        place="right",
        order=20,
    ),
)
facts.plug(
    RecordFact("document-version", ("document",), panels.version_fact, order=10),
    RecordFact("document-size", ("document",), panels.size_fact, order=20),
)
acts.plug(
    RecordAct(
        "new-version",
        ("document",),
        _("New version"),
        "upload",
        lambda document: reverse("files:versions", args=[document.pk]),
        place="button",
        order=10,
        permission="documents.edit",
        drawer=True,
    ),
    RecordAct(
        "edit-document",
        ("document",),
        _("Change"),
        "pencil",
        lambda document: reverse("files:profile", args=[document.pk]),
        order=10,
        permission="documents.edit",
        drawer=True,
        keys="E",
    ),
    RecordAct(
        "hang-document",
        ("document",),
        _("Hang at a record"),
        "link",
        lambda document: reverse("files:places", args=[document.pk]),
        order=20,
        drawer=True,
    ),
)
steps.plug(AfterMigrate("search entries of documents", find_old_documents, order=90))
demo_chapters.plug(DemoChapter(95, "documents", file_demo_documents))
plug_api(*API)
