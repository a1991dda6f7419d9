"""Rules for templates: nothing inline that the Content-Security-Policy would refuse, and no
text that cannot be translated."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Finding = tuple[int, str]

SCRIPT = re.compile(r"<script\b(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^>])*)>", re.I)
TAG = re.compile(r"<[a-zA-Z/!](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>")
HANDLER = re.compile(r"\son[a-z]+\s*=", re.I)
DJANGO = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
LETTERS = re.compile(r"[A-Za-zА-Яа-яЁё]{2,}")
SAID = ("title", "aria-label", "placeholder", "alt", "aria-description", "aria-roledescription")
SPOKEN = re.compile(rf"\s(?:{'|'.join(SAID)})=(\"[^\"]*\"|'[^']*')")
UNSPOKEN = re.compile(
    r"{%\s*comment\b.*?endcomment\s*%}"
    r"|{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}"
    r"|{%\s*block\s+(?:id|width|class|size|kind|name|key|form_attrs)\s*%}[^{<]*{%\s*endblock\b.*?%}"
    r"|<!--.*?-->"
    r"|<(?P<tag>script|style|code|kbd|svg)\b.*?</(?P=tag)>"
    r"|<(?P<name>\w+)\b[^>]*\stranslate=\"no\"[^>]*>.*?</(?P=name)>",
    re.S | re.I,
)
NAMES = {"Orbita", "CRM", "https", "http", "Ctrl", "Esc", "Enter", "CSV", "XLSX", "PDF", "JSON"}
"""Words that are the same in every language."""


@dataclass(frozen=True)
class TemplateRule:
    """A rule for templates, with an example that keeps it and one that breaks it."""

    name: str
    find: Callable[[str], Iterator[Finding]]
    good: str
    bad: str


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _blank(found: re.Match[str]) -> str:
    """As many characters and lines as before, but nothing in them."""
    return re.sub(r"[^\n]", " ", found.group())


def _inline_scripts(text: str) -> Iterator[Finding]:
    for found in SCRIPT.finditer(text):
        attributes = found["attributes"]
        data = re.search(r"type=[\"']application/(ld\+)?json", attributes)
        if not (data or re.search(r"\b(src|nonce)=", attributes)):
            yield _line(text, found.start()), "no inline script: a Stimulus controller does it"


def _inline_handlers(text: str) -> Iterator[Finding]:
    for tag in TAG.finditer(DJANGO.sub(_blank, text)):
        bare = re.sub(r"\"[^\"]*\"|'[^']*'", '""', tag.group())
        if HANDLER.search(bare) or "javascript:" in tag.group():
            yield _line(text, tag.start()), "no on…= handlers: a Stimulus controller does it"


def _untranslated(text: str) -> Iterator[Finding]:
    plain = DJANGO.sub(_blank, UNSPOKEN.sub(_blank, text))
    shown = re.sub(r"&[a-z]+;", _blank, TAG.sub(_blank, plain))
    pieces = [(found.start(), found.group()) for found in re.finditer(r"[^\n]+", shown)]
    pieces += [(found.start(1), found.group(1)) for found in SPOKEN.finditer(plain)]
    for start, piece in sorted(pieces):
        words = [word for word in LETTERS.findall(piece) if word not in NAMES]
        if words:
            yield _line(text, start), f"not translatable: {' '.join(words)[:60]!r}"


TEMPLATE_RULES = (
    TemplateRule(
        "no-inline-script",
        _inline_scripts,
        '<script type="module" src="{% static "ui/app.js" %}"></script>',
        "<script>alert(1)</script>",
    ),
    TemplateRule(
        "no-inline-handler",
        _inline_handlers,
        '<button data-action="dialog#open">{{ label }}</button>',
        '<button onclick="go()">{{ label }}</button>',
    ),
    TemplateRule(
        "every-text-is-translatable",
        _untranslated,
        '<p title="{% translate "Owner" %}">{% translate "No deals yet" %}</p>',
        "<p>No deals yet</p>",
    ),
)
