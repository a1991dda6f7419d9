from django.urls import path

from orbita.sales.funnels import views

app_name = "funnels"
urlpatterns = [
    path("funnels/", views.funnel, name="funnel"),
    path("funnels/times/", views.times, name="times"),
    path("funnels/activity/", views.activity, name="activity"),
    path("funnels/refusals/", views.refusals, name="refusals"),
    path("deals/forecast/", views.forecast, name="forecast"),
]
