from django.urls import path

from orbita.platform.merging import views

app_name = "merging"
urlpatterns = [path("merging/<slug:kind>/", views.choice, name="choice")]
