from django.urls import path

from orbita.platform.duplicates import views

app_name = "duplicates"
urlpatterns = [
    path("duplicates/", views.waiting, name="waiting"),
    path("duplicates/distinctions/", views.distinctions, name="distinctions"),
    path("duplicates/apart/", views.apart, name="apart"),
    path("duplicates/reconsideration/", views.reconsideration, name="reconsideration"),
    path("duplicates/automatic/", views.automatic, name="automatic"),
    path("duplicates/search/", views.search, name="search"),
]
