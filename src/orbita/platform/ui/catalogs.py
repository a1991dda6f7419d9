"""The translations of all apps in one dictionary.

Django keeps a catalogue for each app and looks through them one by one: with thirty apps that is
thirty looks for each word on a page.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import trans_real


def merge_catalogs() -> None:
    """Put the words of every language together. What was found first is found as before."""
    for language, _name in settings.LANGUAGES:
        found: Any = trans_real.translation(language)
        while found is not None:
            _merge(found._catalog)
            found = found._fallback


def _merge(catalog: Any) -> None:
    """Words in one dictionary; counted words by the rule of their plural."""
    words: dict[str, str] = {}
    counted: dict[Any, tuple[Any, dict[tuple[str, int], str]]] = {}
    for one, plural in zip(catalog._catalogs, catalog._plurals, strict=True):
        forms = counted.setdefault(plural.__code__, (plural, {}))[1]
        for key, text in one.items():
            # Those in front win.
            (forms if isinstance(key, tuple) else words).setdefault(key, text)
    first = catalog._plurals[0]
    catalog._catalogs = [words, *(forms for _plural, forms in counted.values())]
    catalog._plurals = [first, *(plural for plural, _forms in counted.values())]
