"""Reading text and first pages out of files, in a process of its own.

Files come from strangers: they may be broken on purpose, swell when unpacked, or keep a reader busy
for ever. The process has limits of memory and time, and whatever happens to it happens to it alone.
"""

from orbita.platform.files.extraction.outside import Extract, extract

__all__ = ["Extract", "extract"]
