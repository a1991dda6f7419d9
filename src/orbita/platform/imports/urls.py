from django.urls import path

from orbita.platform.imports import views

app_name = "imports"
urlpatterns = [
    path("imports/", views.show_imports, name="imports"),
    path("imports/new/", views.new_import, name="new"),
    path("imports/<uuid:import_id>/", views.show_import, name="import"),
    path("imports/<uuid:import_id>/columns/", views.columns, name="columns"),
    path("imports/<uuid:import_id>/check/", views.check, name="check"),
    path("imports/<uuid:import_id>/resemblances/", views.resemblance, name="resemblances"),
    path("imports/<uuid:import_id>/run/", views.run, name="run"),
    path("imports/<uuid:import_id>/errors/", views.errors, name="errors"),
    path("imports/<uuid:import_id>/rollback/", views.rollback, name="rollback"),
    path("imports/<uuid:import_id>/removal/", views.removal, name="removal"),
]
