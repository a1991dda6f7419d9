from django.urls import path

from orbita.parties.needs import views

app_name = "needs"
urlpatterns = [
    path("needs/topics/", views.topics, name="topics"),
    path("needs/topics/new/", views.new_topic, name="new_topic"),
    path("needs/topics/<uuid:topic_id>/", views.topic, name="topic"),
    path("needs/topics/<uuid:topic_id>/removal/", views.topic_removal, name="topic_removal"),
    path("needs/<uuid:need_id>/", views.need, name="need"),
    path("needs/<uuid:need_id>/state/", views.state, name="state"),
    path("needs/<uuid:need_id>/removal/", views.removal, name="removal"),
    path("parties/<uuid:party_id>/needs/", views.note, name="note"),
]
