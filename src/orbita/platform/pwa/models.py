"""Who may be told on his device, and the keys by which push services know this Orbita.

Not business, so without history.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.platform.keys import uuid7


class PushKeys(models.Model):
    """The one pair of keys (VAPID) of an installation; in the database, so that all hosts have it."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    public = models.CharField(max_length=100)
    sealed = models.TextField()

    class Meta:
        verbose_name = _("keys of notices on devices")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="push_keys_one")]

    def __str__(self) -> str:
        return self.public


class PushDevice(models.Model):
    """A browser that takes notices while the session in which it was added lasts.

    `endpoint` is the address that the browser's push service gave, `digest` its hash: addresses are
    longer than an index takes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    endpoint = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=50)
    session_key = models.CharField(max_length=40, db_index=True)
    added_at = models.DateTimeField(default=timezone.now)
    reached_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("device for notices")

    def __str__(self) -> str:
        return self.name


class PushChoice(models.Model):
    """Which kinds of notices a person does not want on his devices; without a row he wants all."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    muted = ArrayField(models.CharField(max_length=50), default=list)

    class Meta:
        verbose_name = _("choice of notices on devices")

    def __str__(self) -> str:
        return ", ".join(self.muted)
