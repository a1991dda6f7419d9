"""The last app to start: when it is ready, every slot is sealed."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from orbita.kit.slots import seal_all
from orbita.platform.migrating import run_steps


class ConfigApp(AppConfig):
    """Closes the slots once every app has plugged itself in. Stands last in INSTALLED_APPS."""

    name = "orbita.config"
    label = "config"

    def ready(self) -> None:
        seal_all()
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(run_steps, sender=last, dispatch_uid="after migrate")
