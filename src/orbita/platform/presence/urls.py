from django.urls import path

from orbita.platform.presence import views

app_name = "presence"
urlpatterns = [path("presence/minute/", views.minute, name="minute")]
