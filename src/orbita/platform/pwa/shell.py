"""The parts by which a browser installs Orbita: manifest, service worker, what works offline."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

STYLES = Path(__file__).parents[1] / "ui" / "static"
LIGHT = "#f6f3ef"
"""The ground of the shell in the light theme; the dark one is said by the page itself."""


def manifest(language: str) -> dict[str, object]:
    """What a phone or a desktop shows of the installed Orbita, in a language."""
    with translation.override(language):
        return {
            "id": "/",
            "name": _("Orbita CRM"),
            "short_name": _("Orbita"),
            "description": _("Clients, deals and the day's work."),
            "lang": language,
            "dir": "ltr",
            "start_url": reverse("ui:home"),
            "scope": "/",
            "display": "standalone",
            "background_color": LIGHT,
            "theme_color": LIGHT,
            "categories": ["business", "productivity"],
            "icons": [
                _icon("icon-192.png", 192),
                _icon("icon-512.png", 512),
                _icon("maskable-192.png", 192, "maskable"),
                _icon("maskable-512.png", 512, "maskable"),
            ],
            "shortcuts": [
                {"name": _("My day"), "url": reverse("ui:home")},
                {"name": _("Notices"), "url": reverse("notifications:notices")},
            ],
        }


def _icon(name: str, size: int, purpose: str = "any") -> dict[str, str]:
    source = static(f"pwa/icons/{name}")
    return {"src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@lru_cache(maxsize=1)
def service_worker() -> str:
    """The script, with the addresses of this release: another release makes another script, and by
    that the browser knows that there is something new."""
    pages = {code: reverse("pwa:offline", args=[code]) for code, _name in settings.LANGUAGES}
    told = {
        "pages": pages,
        "language": settings.LANGUAGE_CODE,
        "assets": list(_assets()),
        "static": settings.STATIC_URL,
        "icon": static("pwa/icons/icon-192.png"),
        "badge": static("pwa/icons/badge-96.png"),
    }
    script = render_to_string("pwa/service-worker.js")
    drawn = [render_to_string("pwa/offline.html", {"language": code}) for code in pages]
    total = json.dumps(told, sort_keys=True) + script + "".join(drawn)
    version = hashlib.sha256(total.encode()).hexdigest()[:12]
    return f"const RELEASE = {json.dumps(told | {'version': version}, sort_keys=True)};\n{script}"


def _assets() -> Iterator[str]:
    """What the offline page is drawn with."""
    for file in sorted((STYLES / "ui" / "css").rglob("*.css")):
        yield static(file.relative_to(STYLES).as_posix())
    for script in ("cyrillic", "latin"):
        yield static(f"vendor/inter/inter-{script}-wght-normal.woff2")
    yield static("ui/img/orbita.svg")
    yield static("pwa/offline.js")
