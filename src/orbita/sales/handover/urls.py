from django.urls import path

from orbita.sales.handover import views

app_name = "handover"
urlpatterns = [
    path("handovers/", views.handovers, name="handovers"),
    path("handovers/new/", views.book, name="book"),
    path("handovers/<uuid:handover_id>/", views.handover, name="handover"),
    path("handovers/<uuid:handover_id>/return/", views.back, name="back"),
    path("handovers/<slug:kind>/<uuid:record_id>/", views.record, name="record"),
]
