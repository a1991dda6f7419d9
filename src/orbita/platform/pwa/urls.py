from django.urls import path

from orbita.platform.pwa import views

app_name = "pwa"
urlpatterns = [
    path("manifest/<slug:language>.webmanifest", views.show_manifest, name="manifest"),
    path("service-worker.js", views.show_service_worker, name="service_worker"),
    path("offline/<slug:language>/", views.show_offline, name="offline"),
    path("push/", views.show_push, name="push"),
    path("push/kinds/", views.save_kinds, name="kinds"),
    path("push/devices/", views.add_device, name="devices"),
    path("push/devices/<uuid:device_id>/removal/", views.remove_device, name="removal"),
    path("push/devices/<uuid:device_id>/trial/", views.try_device, name="trial"),
]
