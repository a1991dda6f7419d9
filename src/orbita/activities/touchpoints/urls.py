from django.urls import path

from orbita.activities.touchpoints import views

app_name = "touchpoints"
urlpatterns = [
    path("touchpoints/", views.registry, name="registry"),
    path("touchpoints/new/", views.new, name="new"),
    path("touchpoints/defaults/", views.defaults, name="defaults"),
    path("touchpoints/<uuid:touchpoint_id>/", views.touchpoint, name="touchpoint"),
    path("touchpoints/<uuid:touchpoint_id>/removal/", views.removal, name="removal"),
]
