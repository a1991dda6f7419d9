from django.urls import path

from orbita.parties.classifier import views

app_name = "classifier"
urlpatterns = [
    path("classifiers/", views.classifiers, name="trees"),
    path("classifiers/new/", views.new_tree, name="new_tree"),
    path("classifiers/<uuid:tree_id>/", views.tree, name="tree"),
    path("classifiers/<uuid:tree_id>/deletion/", views.tree_deletion, name="tree_deletion"),
    path("classifiers/<uuid:tree_id>/branches/new/", views.new_branch, name="new_branch"),
    path("branches/<uuid:branch_id>/", views.branch, name="branch"),
    path("branches/<uuid:branch_id>/place/", views.branch_place, name="branch_place"),
    path("branches/<uuid:branch_id>/deletion/", views.branch_deletion, name="branch_deletion"),
    path("parties/<uuid:party_id>/places/", views.party_places, name="places"),
    path(
        "parties/<uuid:party_id>/places/<uuid:branch_id>/removal/",
        views.place_removal,
        name="place_removal",
    ),
]
