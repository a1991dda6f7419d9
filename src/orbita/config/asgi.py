"""The ASGI application: pages over HTTP, pokes over a websocket."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orbita.config.settings")
os.environ["ORBITA_SERVES_PAGES"] = "1"

import django

django.setup()

# The imports need Django to be ready.
from channels.routing import ProtocolTypeRouter  # noqa: E402

from orbita.config.pages import Pages  # noqa: E402
from orbita.platform.realtime.routing import pokes  # noqa: E402
from orbita.platform.ui.catalogs import merge_catalogs  # noqa: E402

merge_catalogs()

pages = Pages(threads=int(os.environ.get("ORBITA_WEB_CONNECTIONS", "16")))
application = ProtocolTypeRouter({"http": pages, "websocket": pokes})
