from django.urls import path

from orbita.platform.audit import views

app_name = "audit"
urlpatterns = [
    path("acts/last/undo/", views.undo_last, name="undo_last"),
    path("acts/<uuid:act_id>/undo/", views.undo, name="undo"),
]
