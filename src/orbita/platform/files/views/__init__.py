"""Pages of documents, their folders, and the bytes themselves."""
