from django.urls import path

from orbita.sales.today import views

app_name = "today"
urlpatterns = [
    path("day/promising/", views.promising, name="promising"),
    path("day/hot/", views.hot, name="hot"),
    path("day/changes/", views.changes, name="changes"),
    path("day/gap/", views.gap, name="gap"),
    path("day/guide/", views.guide, name="guide"),
    path("day/times/", views.times, name="times"),
]
