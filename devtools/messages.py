"""Translations: every msgid of the code has its Russian, and nothing is left over.

`python -m devtools.messages` checks; with `--write` it adds what is missing, to be translated.
"""

import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract

from devtools.sources import PACKAGE, ROOT, app_of, files, is_test

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orbita.config.settings")

LANGUAGE = "ru"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 "
    "&& (n%100<12 || n%100>14) ? 1 : 2);"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|{\w*}")


@dataclass(frozen=True)
class Key:
    """What a translation is looked up by."""

    text: str
    context: str = ""


@dataclass
class Message:
    """A text of the code: its plural form if it has one, and where it stands."""

    key: Key
    plural: str = ""
    places: list[str] = field(default_factory=list)


def messages(app: Path, sources: list[Path]) -> dict[Key, Message]:
    """What the files of an app say, by key."""
    found: dict[Key, Message] = {}
    for path in sources:
        for line, text, _comments, context in extract("python", _python(path), KEYWORDS):
            single, plural = (text[0], text[1]) if isinstance(text, tuple) else (text, "")
            message = found.setdefault(
                Key(single, context or ""), Message(Key(single, context or ""))
            )
            message.plural = message.plural or plural
            message.places.append(f"{path.relative_to(app)}:{line}")
    return found


def _python(path: Path) -> BytesIO:
    if path.suffix == ".py":
        return BytesIO(path.read_bytes())
    from django.utils.translation.template import templatize

    # What is left of the template's own lines is no Python: without indents it passes for some.
    lines = templatize(path.read_text(), origin=str(path)).splitlines()
    return BytesIO("\n".join(line.lstrip() for line in lines).encode())


def sources_by_app(top: Path) -> dict[Path, list[Path]]:
    """The files that may speak, by the app they belong to."""
    found: dict[Path, list[Path]] = defaultdict(list)
    for ending in (".py", ".html", ".txt", ".svg"):
        for path in files(top, ending):
            template = ending == ".py" or "templates" in path.parts
            if template and not is_test(path.relative_to(top)):
                found[app_of(path, top)].append(path)
    return dict(found)


def catalogue_file(app: Path) -> Path:
    """Where the Russian of an app lies."""
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read(app: Path) -> polib.POFile:
    """The Russian of an app; an empty catalogue when it has none."""
    file = catalogue_file(app)
    if file.exists():
        return polib.pofile(str(file), wrapwidth=96)
    fresh = polib.POFile(wrapwidth=96)
    fresh.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": LANGUAGE,
        "Plural-Forms": PLURALS,
    }
    return fresh


def entry_key(entry: polib.POEntry) -> Key:
    """The key of a catalogue's entry."""
    return Key(entry.msgid, entry.msgctxt or "")


def translations(entry: polib.POEntry) -> list[str]:
    """The Russian of an entry: one text, or one a plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


class Survey:
    """All apps at once: Django puts all catalogues together, so that one may serve another."""

    def __init__(self, top: Path = PACKAGE) -> None:
        self.said = {app: messages(app, paths) for app, paths in sources_by_app(top).items()}
        self.written = {app: read(app) for app in self.said}
        self.russian: dict[Key, dict[Path, tuple[str, ...]]] = defaultdict(dict)
        for app, catalogue in self.written.items():
            for entry in catalogue:
                if not entry.obsolete and all(translations(entry)):
                    self.russian[entry_key(entry)][app] = tuple(translations(entry))

    def missing(self, app: Path) -> Iterator[Message]:
        """Texts of the app that no catalogue translates."""
        for key, message in sorted(self.said[app].items(), key=lambda item: item[0].text):
            if key not in self.russian:
                yield message

    def problems(self) -> Iterator[str]:
        """Everything wrong, as sentences."""
        for app in sorted(self.said):
            name = _shown(app)
            for message in self.missing(app):
                yield f"{name}: not translated: {message.key.text!r} ({message.places[0]})"
            for entry in self.written[app]:
                yield from (f"{name}: {problem}" for problem in self._entry(app, entry))
        for key, versions in self.russian.items():
            if len(set(versions.values())) > 1:
                where = ", ".join(str(_shown(app)) for app in sorted(versions))
                yield f"{key.text!r} is translated in two ways ({where}): give one a context"

    def _entry(self, app: Path, entry: polib.POEntry) -> Iterator[str]:
        message = self.said[app].get(entry_key(entry))
        if entry.obsolete or message is None:
            yield f"not used any more: {entry.msgid!r}"
        elif entry.fuzzy:
            yield f"marked fuzzy: {entry.msgid!r}"
        elif bool(message.plural) != bool(entry.msgid_plural):
            yield f"plural here, not there: {entry.msgid!r}"
        else:
            yield from _placeholders(entry)

    def write(self, app: Path) -> int:
        """Add the missing entries to the app's catalogue, empty and in order; how many."""
        missing = list(self.missing(app))
        catalogue = self.written[app]
        there = {entry_key(entry) for entry in catalogue}
        for message in missing:
            if message.key not in there:
                catalogue.append(_new_entry(message))
        if missing:
            catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
            catalogue_file(app).parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(catalogue_file(app)))
        return len(missing)


def _new_entry(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.key.text, msgctxt=message.key.context or None)
    if message.plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: "", 1: "", 2: ""}
    return entry


def _placeholders(entry: polib.POEntry) -> Iterator[str]:
    """The Russian must fill in what the English fills in; the singular may say «one» in words."""
    allowed = [_held(entry.msgid), _held(entry.msgid_plural or entry.msgid)]
    for text in translations(entry):
        if text and _held(text) not in allowed:
            yield f"other placeholders than in {entry.msgid!r}: {text!r}"
    if entry.msgid_plural and len(entry.msgstr_plural) != 3:
        yield f"Russian has three plural forms: {entry.msgid!r}"


def _held(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text)))


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def main(arguments: list[str]) -> int:
    """Check, or write what is missing; 1 when something is wrong."""
    survey = Survey()
    if "--write" in arguments:
        for app in survey.said:
            if added := survey.write(app):
                print(f"{_shown(catalogue_file(app))}: {added} to translate")
        return 0
    found = list(survey.problems())
    total = sum(len(said) for said in survey.said.values())
    print("\n".join(found) if found else f"{total} texts, all translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
