"""Calls with an Idempotency-Key: what came of them, so that a repeated one does nothing more."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class KeptCall(models.Model):
    """A call that was carried out. Of its answer only keys and figures are kept, no values."""

    id = models.UUIDField(primary_key=True)
    """Made of the caller and his Idempotency-Key."""
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    """Of method, address and body: the same key with another call is a mistake."""
    status = models.PositiveSmallIntegerField(default=0)
    act = models.UUIDField(null=True)
    resource = models.CharField(max_length=100, blank=True)
    record = models.UUIDField(null=True)
    outcome = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["at"], name="api_kept_at")]

    def __str__(self) -> str:
        return str(self.id)
