"""The websocket side of the ASGI application."""

from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from django.urls import path

from orbita.platform.realtime.sockets import Live, SameOrigin

pokes = SameOrigin(AuthMiddlewareStack(URLRouter([path("live/", Live.as_asgi())])))
