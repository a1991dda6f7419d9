from django.urls import path

from orbita.sales.planning import views

app_name = "planning"
urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/cells/", views.cells, name="cells"),
    path("plans/copy/", views.copy, name="copy"),
    path("plans/norms/", views.norms, name="norms"),
]
