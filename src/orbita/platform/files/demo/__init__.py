"""The documents of the demo company."""

from orbita.platform.files.demo.chapter import file_demo_documents

__all__ = ["file_demo_documents"]
