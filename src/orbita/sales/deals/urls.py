from django.urls import path

from orbita.sales.deals import views

app_name = "deals"
urlpatterns = [
    path("deals/without-step/", views.without_step, name="without_step"),
    path("deals/new/", views.new, name="new"),
    path("deals/board/", views.board_move, name="board_move"),
    path("deals/<uuid:deal_id>/", views.record, name="record"),
    path("deals/<uuid:deal_id>/profile/", views.profile, name="profile"),
    path("deals/<uuid:deal_id>/stage/", views.stage, name="stage"),
    path("deals/<uuid:deal_id>/closure/", views.closure, name="closure"),
    path("deals/<uuid:deal_id>/deletion/", views.deletion, name="deletion"),
]
