from django.urls import path

from orbita.platform.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.home, name="home"),
    path("settings/", views.show_settings, name="settings"),
    path("gallery/", views.show_gallery, name="gallery"),
    path("language/", views.choose_language, name="language"),
]
