from django.urls import path

from orbita.platform.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.show_jobs, name="jobs"),
    path("jobs/<int:job_id>/retry/", views.job_retry, name="job_retry"),
    path("jobs/<int:job_id>/cancellation/", views.job_cancellation, name="job_cancellation"),
    path("works/", views.show_works, name="works"),
    path("works/<uuid:work_id>/", views.show_work, name="work"),
    path("works/<uuid:work_id>/cancellation/", views.work_cancellation, name="work_cancellation"),
]
