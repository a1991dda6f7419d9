"""Addresses of webhooks."""

from django.urls import path

from orbita.api.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("webhooks/", views.page, name="list"),
    path("webhooks/new/", views.new, name="new"),
    path("webhooks/events/", views.types, name="types"),
    path("webhooks/<uuid:endpoint_id>/", views.endpoint, name="endpoint"),
    path("webhooks/<uuid:endpoint_id>/settings/", views.change, name="change"),
    path("webhooks/<uuid:endpoint_id>/switch/", views.switch, name="switch"),
    path("webhooks/<uuid:endpoint_id>/secret/", views.secret, name="secret"),
    path("webhooks/<uuid:endpoint_id>/removal/", views.removal, name="removal"),
    path("webhooks/<uuid:endpoint_id>/ping/", views.ping, name="ping"),
    path("webhooks/<uuid:endpoint_id>/again/", views.again, name="again"),
    path("webhooks/<uuid:endpoint_id>/replay/", views.replay, name="replay"),
    path("webhooks/messages/<uuid:message_id>/", views.message, name="message"),
]
