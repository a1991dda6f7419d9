"""Which known word was probably meant by one that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from orbita.kit.text import fold


def similar(word: str, known: Iterable[str]) -> str:
    """A hint at the known word that looks most like this one, as a sentence; or nothing."""
    by_fold = {fold(one): one for one in known}
    close = get_close_matches(fold(word), by_fold, n=1, cutoff=0.6)
    return " " + _("Perhaps “%(word)s”?") % {"word": by_fold[close[0]]} if close else ""
