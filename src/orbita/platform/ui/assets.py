"""The import map: bare names of browser modules and the addresses they have in this release."""

import json
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

CONTROLLERS = Path(__file__).parent / "static" / "ui" / "js" / "controllers"
VENDOR = {
    "echarts": "vendor/echarts/echarts.esm.min.js",
    "htmx": "vendor/htmx/htmx.esm.min.js",
    "@hotwired/stimulus": "vendor/stimulus/stimulus.js",
    "sortablejs": "vendor/sortablejs/sortable.esm.js",
}


@lru_cache(maxsize=1)
def import_map() -> str:
    """The map as JSON. It is needed because released files carry a hash in their names."""
    imports = {name: static(path) for name, path in VENDOR.items()}
    imports |= {f"orbita/{name}": static(f"ui/js/{name}.js") for name in ("keys", "toasts")}
    for file in sorted(CONTROLLERS.glob("*.js")):
        imports[f"orbita/controllers/{file.stem}"] = static(f"ui/js/controllers/{file.name}")
    return json.dumps({"imports": imports}, separators=(",", ":"))


def scripts(request: HttpRequest) -> SafeString:
    """The import map and the start module; the map is the only inline script that is allowed."""
    return format_html(
        '<script type="importmap" nonce="{}">{}</script><script type="module" src="{}"></script>',
        getattr(request, "csp_nonce", ""),
        SafeString(import_map()),
        static("ui/js/app.js"),
    )
