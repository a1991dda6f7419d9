from django.urls import path

from orbita.parties.standing import views

app_name = "standing"
urlpatterns = [
    path("classes/", views.classifications, name="classifications"),
    path("classes/new/", views.new, name="new"),
    path("classes/recomputing/", views.recomputing_all, name="recomputing_all"),
    path("classes/<uuid:classification_id>/", views.classification, name="classification"),
    path("classes/<uuid:classification_id>/profile/", views.profile, name="profile"),
    path("classes/<uuid:classification_id>/removal/", views.removal, name="removal"),
    path("classes/<uuid:classification_id>/recomputing/", views.recomputing, name="recomputing"),
    path("classes/<uuid:classification_id>/preview/", views.preview, name="preview"),
    path("classes/<uuid:classification_id>/signals/", views.weights, name="weights"),
    path("classes/<uuid:classification_id>/grades/", views.new_grade, name="new_grade"),
    path("classes/<uuid:classification_id>/grades/<uuid:grade_id>/", views.grade, name="grade"),
    path("classes/grades/<uuid:grade_id>/place/", views.place, name="place"),
    path("classes/grades/<uuid:grade_id>/removal/", views.grade_removal, name="grade_removal"),
    path("classes/<uuid:classification_id>/points/", views.new_points, name="new_points"),
    path("classes/<uuid:classification_id>/points/<uuid:rule_id>/", views.points, name="points"),
    path("classes/points/<uuid:rule_id>/removal/", views.points_removal, name="points_removal"),
    path("parties/<uuid:party_id>/classes/<uuid:classification_id>/", views.why, name="why"),
    path(
        "parties/<uuid:party_id>/classes/<uuid:classification_id>/hand/",
        views.giving,
        name="giving",
    ),
    path(
        "parties/<uuid:party_id>/classes/<uuid:classification_id>/release/",
        views.release,
        name="release",
    ),
]
