"""Documents for tests: filed by the real command, owned by Alice unless somebody else is named."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people
from orbita.platform.files.commands import file_documents, make_folder
from orbita.platform.files.models import Document, Folder
from orbita.platform.records.slots import RecordRef

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def upload(name: str = "a.png", content: bytes = PNG) -> Any:
    """An uploaded file."""
    return SimpleUploadedFile(name, content)


def document(
    name: str = "Contract.txt",
    content: bytes = b"The contract",
    *,
    owner: User | None = None,
    folder: Folder | None = None,
    at: Any = None,
    kind: str = "party",
) -> Document:
    """A document, at a record of a kind if one is given."""
    to = RecordRef(kind, at.pk) if at is not None else None
    by = people.actor(owner or people.alice())
    made = file_documents(
        [upload(name, content)], folder_id=folder.pk if folder else None, to=to, by=by
    )
    return made[0]


def folder(name: str = "Contracts", **values: Any) -> Folder:
    """A folder, made by an administrator."""
    return make_folder(name=name, by=people.actor(people.admin()), **values)


def docx(*paragraphs: str, head: str = "") -> bytes:
    """A small DOCX with these paragraphs; `head` stands before its root element."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        text = f"{head}<w:document {space}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", text)
    return made.getvalue()


def pdf(text: str = "Supply contract", pages: int = 1) -> bytes:
    """A small PDF with this Latin text on each page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for n in range(pages):
        stream = f"BT /F1 18 Tf 72 760 Td ({text}) Tj ET".encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        made += b"%010d 00000 n \n" % place
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(made)
