"""Contracts, offers and letters of the demo company, with their versions, on clients and deals."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from orbita.platform.accounts.models import Role, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.files.commands.examining import keep_text
from orbita.platform.files.demo.papers import PAPERS, Paper, content_of
from orbita.platform.files.models import (
    Attachment,
    Audience,
    Document,
    DocumentVersion,
    FileContent,
    Folder,
    FolderViewer,
    Reading,
    StoredFile,
)
from orbita.platform.files.store import put
from orbita.platform.records.slots import kinds
from orbita.platform.ui.demo import Demo

FOLDERS = (
    ("Договоры", Audience.LINKED, "Д-{year}/{number:4}"),
    ("Предложения", Audience.LINKED, "КП-{number:3}"),
    ("Письма", Audience.LINKED, ""),
    ("Протоколы", Audience.LINKED, ""),
    ("Для продавцов", Audience.ALL, ""),
    ("Дирекция", Audience.SOME, ""),
)


@command
def file_demo_documents(demo: Demo, *, by: Actor) -> None:
    """Folders with documents in them; the letters of a client hang at him, an offer at its deal."""
    cabinet = _Cabinet(demo, _lay_out())
    subjects = {key: _subjects(key) for key in ("party", "deal")}
    for number, paper in enumerate(PAPERS):
        rows = subjects.get(paper.at, [])
        cabinet.file(paper, rows[number * 7 % len(rows)] if rows else None)
    cabinet.store(by)


def _lay_out() -> dict[str, Folder]:
    made = [Folder(name=name, audience=who, pattern=pattern) for name, who, pattern in FOLDERS]
    folders = {folder.name: folder for folder in Folder.objects.bulk_create(made)}
    director = Role.objects.filter(key="director").first()
    if director is not None:
        FolderViewer.objects.create(folder=folders["Дирекция"], role=director)
    return folders


def _subjects(key: str) -> list[Any]:
    if key not in kinds:
        return []
    rows = kinds[key].model.objects.alive().exclude(owner=None).order_by("-created_at", "pk")
    return list(rows.select_related("owner")[:200])


@dataclass
class _Cabinet:
    """The rows of all documents, stored at the end in a few statements."""

    demo: Demo
    folders: dict[str, Folder]
    files: list[StoredFile] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    versions: list[DocumentVersion] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def file(self, paper: Paper, subject: Any) -> None:
        """One document with its versions."""
        owner = subject.owner if subject else User.objects.order_by("email").first()
        client = getattr(subject, "party", None) or subject
        name = str(client or "ООО «Орбита»")
        start = self.demo.moment(
            self.demo.workday(self.demo.ago(self.demo.random.randrange(20, 200)))
        )
        values = {"client": name, "days": self.demo.random.randrange(10, 45), "share": 30}
        title = f"{paper.title}, {name}"[:255] if subject else paper.title
        document = Document(
            id=self.demo.key(start), title=title, owner=owner, created_by=owner, created_at=start
        )
        for number, text in enumerate(paper.texts, 1):
            at = start + timedelta(days=4 * (number - 1))
            self._version(document, paper, text.format(**values), number, at, owner)
        document.folder = self.folders.get(paper.folder)
        document.number = self._number(paper, start)
        self.documents.append(document)
        if subject is not None:
            self.attachments.append(
                Attachment(
                    document=document, kind=paper.at, record_id=subject.pk, by=owner, at=start
                )
            )

    def _version(
        self, document: Document, paper: Paper, text: str, number: int, at: datetime, owner: Any
    ) -> None:
        blob = put([content_of(paper, text)])
        stored = StoredFile(
            sha256=blob.sha256, name=f"{document.title}{paper.ending}"[-255:], size=blob.size,
            content_type=blob.content_type, by=owner, at=at,
        )  # fmt: skip
        self.files.append(stored)
        self.texts[blob.sha256] = text
        document.file, document.version, document.changed_at = stored, number, at
        self.versions.append(
            DocumentVersion(document=document, number=number, file=stored, by=owner, at=at)
        )

    def _number(self, paper: Paper, at: datetime) -> str:
        if paper.folder not in ("Договоры", "Предложения"):
            return ""
        count = self.counts[paper.folder] = self.counts.get(paper.folder, 0) + 1
        return f"Д-{at.year}/{count:04}" if paper.folder == "Договоры" else f"КП-{count:03}"

    def store(self, by: Actor) -> None:
        """Write the rows, and the texts by which documents are found."""
        StoredFile.objects.bulk_create(self.files)
        Document.objects.bulk_create(self.documents)
        DocumentVersion.objects.bulk_create(self.versions)
        Attachment.objects.bulk_create(self.attachments)
        pdfs = {one.sha256 for one in self.files if one.name.endswith(".pdf")}
        FileContent.objects.bulk_create(
            [FileContent(sha256=sha256, reading=Reading.WAITING) for sha256 in self.texts],
            ignore_conflicts=True,
        )
        for name, count in self.counts.items():
            folder = self.folders[name]
            year = self.demo.today.year if "{year}" in folder.pattern else 0
            folder.counters.create(year=year, last=count)
        for sha256, text in self.texts.items():
            if sha256 not in pdfs:  # a PDF is read by the worker, which makes its pictures as well
                keep_text(sha256, text=text, by=by)
