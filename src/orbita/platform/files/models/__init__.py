"""Documents, their versions and folders, and the bytes behind them."""

from orbita.platform.files.models.contents import FileContent, Reading, Verdict
from orbita.platform.files.models.documents import Attachment, Document, DocumentVersion
from orbita.platform.files.models.folders import Audience, Folder, FolderCounter, FolderViewer
from orbita.platform.files.models.stored import StoredFile

__all__ = [
    "Attachment",
    "Audience",
    "Document",
    "DocumentVersion",
    "FileContent",
    "Folder",
    "FolderCounter",
    "FolderViewer",
    "Reading",
    "StoredFile",
    "Verdict",
]
