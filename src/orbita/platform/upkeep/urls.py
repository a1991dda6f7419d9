from django.urls import path

from orbita.platform.upkeep import views

app_name = "upkeep"
urlpatterns = [
    path("settings/health/", views.health, name="health"),
    path("settings/health/plan/", views.plan, name="plan"),
    path("settings/health/backup/", views.backup, name="backup"),
    path("settings/health/drill/", views.drill, name="drill"),
]
