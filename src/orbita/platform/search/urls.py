from django.urls import path

from orbita.platform.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.results, name="results"),
    path("search/palette/", views.palette, name="palette"),
    path("search/suggestions/<slug:kind>/", views.suggestions, name="suggestions"),
]
