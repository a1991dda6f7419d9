"""How long people work in Orbita: minutes in which somebody typed, clicked or scrolled."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ActiveTime(models.Model):
    """A user's active minutes of a day. A counter: it has no history and belongs to no act."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("active minutes"), default=1)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("active time")
        constraints = [models.UniqueConstraint("user", "day", name="active_time_of_a_day")]
        indexes = [models.Index(fields=["day"], name="active_time_day")]

    def __str__(self) -> str:
        return f"{self.user} {self.day}: {self.minutes}"
