"""What the day screen remembers of a person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class GuideClosed(models.Model):
    """Somebody has put the guide of the first hour away. A preference: it has no history."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )

    class Meta:
        verbose_name = _("guide put away")

    def __str__(self) -> str:
        return str(self.user)
