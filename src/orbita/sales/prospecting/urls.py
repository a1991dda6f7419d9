from django.urls import path

from orbita.sales.prospecting import views

app_name = "prospecting"
urlpatterns = [
    path("call-lists/new/", views.look_alikes, name="look_alikes"),
    path("call-lists/of-segment/<uuid:segment_id>/", views.of_segment, name="of_segment"),
    path("call-lists/<uuid:list_id>/", views.record, name="record"),
    path("call-lists/<uuid:list_id>/profile/", views.profile, name="profile"),
    path("call-lists/<uuid:list_id>/calling/", views.calling, name="calling"),
]
