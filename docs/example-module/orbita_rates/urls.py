"""Addresses of rates, below /x/rates/."""

from django.urls import path

from orbita_rates import views

app_name = "rates"
urlpatterns = [
    path("", views.page, name="page"),
    path("clients/<uuid:party_id>/", views.rate, name="rate"),
]
