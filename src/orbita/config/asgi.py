"""The ASGI application: pages over HTTP, pokes over a websocket."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orbita.config.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application

# Under ASGI each request has a thread of its own, and with it a connection of its own: without a
# pool every page would begin by signing in to the database. A pool and kept connections exclude
# each other, so the web process says here what the worker and the commands do otherwise.
settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
settings.DATABASES["default"]["OPTIONS"]["pool"] = {
    "min_size": 2,
    "max_size": int(os.environ.get("ORBITA_WEB_CONNECTIONS", "16")),
    "timeout": 20,
    "max_idle": 120,
}

pages = get_asgi_application()

# The import needs Django to be ready.
from channels.routing import ProtocolTypeRouter  # noqa: E402

from orbita.platform.realtime.routing import pokes  # noqa: E402

application = ProtocolTypeRouter({"http": pages, "websocket": pokes})
