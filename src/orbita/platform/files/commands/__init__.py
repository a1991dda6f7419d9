"""Acts on files, documents and folders."""

from orbita.platform.files.commands.changing import (
    change_documents,
    delete_documents,
    restore_documents,
)
from orbita.platform.files.commands.examining import judge_file, keep_text, postpone_reading
from orbita.platform.files.commands.filing import file_documents
from orbita.platform.files.commands.folders import change_folder, delete_folder, make_folder
from orbita.platform.files.commands.hanging import (
    attach_file,
    attach_files,
    detach_file,
    hang_document,
)
from orbita.platform.files.commands.storing import clean_name, store_file
from orbita.platform.files.commands.versions import add_version, restore_version

__all__ = [
    "add_version",
    "attach_file",
    "attach_files",
    "change_documents",
    "change_folder",
    "clean_name",
    "delete_documents",
    "delete_folder",
    "detach_file",
    "file_documents",
    "hang_document",
    "judge_file",
    "keep_text",
    "make_folder",
    "postpone_reading",
    "restore_documents",
    "restore_version",
    "store_file",
]
