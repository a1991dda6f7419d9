from django.urls import path

from orbita.parties.relations import views

app_name = "relations"
one = "parties/<uuid:party_id>/relations/<uuid:relation_id>/"
urlpatterns = [
    path("parties/<uuid:party_id>/people/new/", views.new_person, name="new_person"),
    path("parties/<uuid:party_id>/relations/new/", views.new_tie, name="new_tie"),
    path(one, views.relation, name="relation"),
    path(f"{one}ending/", views.ending, name="ending"),
    path(f"{one}removal/", views.removal, name="removal"),
]
