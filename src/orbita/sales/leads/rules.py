"""What is reckoned about a lead without the database: comparable contacts, names, its whole text."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.kit import phones

TEXTS = {
    "subject": 500,
    "text": 100_000,
    "person_name": 300,
    "position": 300,
    "company_name": 500,
    "phone": 300,
    "email": 300,
    "messenger": 300,
    "city": 200,
    "product": 500,
}
"""Fields that hold what was written, with the most that each takes."""
_HOSTS = {"t.me": "telegram", "telegram.me": "telegram", "vk.com": "vk", "wa.me": "whatsapp",
          "max.ru": "max"}  # fmt: skip


def normal_phone(text: str) -> str:
    """A phone as it is compared: the first number that can be read, in E.164."""
    for piece in phones.split(text.strip()):
        if found := phones.parse(piece):
            return found.e164
    return text.strip().lower()


def normal_mail(text: str) -> str:
    """A mail address as it is compared."""
    return text.strip().lower()


def messenger_of(text: str) -> tuple[str, str]:
    """The channel of a messenger's name or address, and its bare name: t.me/ivan, @ivan, wa.me/7…"""
    bare = text.strip().lower().removeprefix("https://").removeprefix("http://").strip("/")
    host, _slash, rest = bare.partition("/")
    if host in _HOSTS and rest:
        return _HOSTS[host], rest.lstrip("@+")
    channel, _colon, name = bare.partition(":")
    if channel in _HOSTS.values() and name.strip():
        return channel, name.strip().lstrip("@")
    return "telegram", bare.lstrip("@")


def normals(values: Mapping[str, Any]) -> dict[str, str]:
    """The comparable forms of the contacts among these values."""
    found = {}
    if "phone" in values:
        found["phone_normal"] = normal_phone(values["phone"])[:300]
    if "email" in values:
        found["email_normal"] = normal_mail(values["email"])[:300]
    if "messenger" in values:
        found["messenger_normal"] = messenger_of(values["messenger"])[1][:300]
    return found


def subject_of(values: Mapping[str, Any], source: str) -> str:
    """What a lead without a subject is called: what is wished, who asks, or where it came from."""
    text = str(values.get("text") or "").strip()
    first = text.splitlines()[0] if text else ""
    named = values.get("product") or (first if len(first) <= 80 else f"{first[:77].rstrip()}…")
    who = values.get("company_name") or values.get("person_name") or values.get("phone")
    found = named or who or values.get("email") or source or _("Request without words")
    return str(found)[:500]


def labels() -> dict[str, str]:
    """The names of a lead's values, as they stand in its whole text."""
    return {
        "person_name": pgettext("lead", "Name"),
        "position": _("Position"),
        "company_name": pgettext("lead", "Company"),
        "phone": pgettext("channel", "Phone"),
        "email": pgettext("channel", "E-mail"),
        "messenger": _("Messenger"),
        "city": _("City"),
        "product": _("Product"),
        "score": _("Score"),
    }


def whole_text(values: Mapping[str, Any], source: str, amount: str) -> str:
    """Everything that a lead said, as one text: its words, then each value by name."""
    lines = [f"{label}: {values[key]}" for key, label in labels().items() if values.get(key)]
    if amount:
        lines.append(f"{_('Amount')}: {amount}")
    if source:
        lines.append(f"{_('Source')}: {source}")
    if values.get("external_id"):
        lines.append(f"{_('Outside key')}: {values['external_id']}")
    lines += [f"{name}: {value}" for name, value in (values.get("details") or {}).items()]
    words = [str(values.get("text") or "").strip(), "\n".join(lines)]
    return "\n\n".join(part for part in words if part)


FIELDS = frozenset(TEXTS) | {
    "amount", "currency", "score", "received_at", "external_system", "external_id", "details",
}  # fmt: skip


def fitted(values: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """The texts of a lead, none longer than its field, and the details: what is unknown, and in
    full what had to be cut. Nothing is lost."""
    given: dict[str, str] = {}
    details = {str(name): plain(value) for name, value in (values.get("details") or {}).items()}
    for name, value in values.items():
        if name in TEXTS:
            text = _clean(value)
            most = TEXTS[name]
            if len(text) > most:
                details[name] = text
            given[name] = text[:most]
        elif name not in FIELDS and value not in (None, "") and not name.startswith("own."):
            details[str(name)[:200]] = plain(value)
    return given, details


def plain(value: Any) -> Any:
    """A value as JSON can keep it."""
    if isinstance(value, str):
        return _clean(value)
    return value if value is None or isinstance(value, int | float | bool) else str(value)


def _clean(value: Any) -> str:
    """A text as the database takes it."""
    return str(value if value is not None else "").replace("\x00", "").strip()
