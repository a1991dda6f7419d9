from django.urls import path

from orbita.parties.roles import views

app_name = "roles"
urlpatterns = [
    path("parties/<uuid:party_id>/roles/<slug:role>/", views.role, name="role"),
    path("parties/<uuid:party_id>/roles/<slug:role>/removal/", views.removal, name="removal"),
]
