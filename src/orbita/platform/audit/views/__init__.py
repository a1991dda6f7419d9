"""Undo, comparing, the journal and the log of looks over HTTP."""
