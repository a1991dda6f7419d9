"""The ASGI application: pages over HTTP, pokes over a websocket."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orbita.config.settings")

from django.core.asgi import get_asgi_application

pages = get_asgi_application()

# Everything below needs Django to be ready.
from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

from orbita.platform.realtime.sockets import Live, SameOrigin  # noqa: E402

live = URLRouter([path("live/", Live.as_asgi())])
application = ProtocolTypeRouter(
    {"http": pages, "websocket": SameOrigin(AuthMiddlewareStack(live))}
)
