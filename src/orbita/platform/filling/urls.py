from django.urls import path

from orbita.platform.filling import views

app_name = "filling"
urlpatterns = [
    path("records/<slug:kind>/<uuid:record_id>/fields/", views.own_values, name="values"),
]
