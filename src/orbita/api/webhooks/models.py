"""Receivers of messages, the messages themselves, and every try to deliver them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.api.webhooks.rules import message_id
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class OffReason(models.TextChoices):
    """Why an endpoint gets nothing."""

    HAND = "hand", pgettext_lazy("webhook", "switched off by hand")
    FAILING = "failing", pgettext_lazy("webhook", "it failed for five days")
    GONE = "gone", pgettext_lazy("webhook", "the receiver said that it is gone (410)")
    OWNER = "owner", pgettext_lazy("webhook", "the employee by whose rights it works has left")


@tracked(exclude=("secret", "old_secret", "old_secret_until"))
class Endpoint(models.Model):
    """An address that wants to know: which events, by whose rights, signed with which secret."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    url = models.CharField(pgettext_lazy("webhook", "address"), max_length=2000)
    description = models.CharField(pgettext_lazy("webhook", "what it is for"), max_length=200)
    events = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    """Types of events; empty: all of them."""
    is_active = models.BooleanField(_("in use"), default=True)
    off_reason = models.CharField(max_length=10, choices=OffReason.choices, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("webhook", "by whose rights"),
    )
    secret = models.CharField(max_length=300, editable=False)
    """Sealed; so is the old one, which signs as well until its time is over."""
    old_secret = models.CharField(max_length=300, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(_("in the bin since"), null=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("model", "webhook")
        ordering = ["created_at"]
        indexes = [models.Index(fields=["created_at"], name="endpoint_alive",
                                condition=Q(deleted_at=None))]  # fmt: skip

    def __str__(self) -> str:
        return self.description or self.url


class EndpointHealth(models.Model):
    """How an endpoint fares; written by the sender after each round, so it has no history."""

    endpoint = models.OneToOneField(
        Endpoint, models.CASCADE, primary_key=True, related_name="health"
    )
    failures = models.PositiveIntegerField(default=0)
    """Failures in a row."""
    failing_since = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "state of a webhook")

    def __str__(self) -> str:
        return str(self.endpoint_id)


class State(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", pgettext_lazy("message", "Waiting")
    DELIVERED = "delivered", pgettext_lazy("message", "Delivered")
    GIVEN_UP = "given_up", pgettext_lazy("message", "Given up")


class Message(models.Model):
    """One event about one record for one endpoint: the very bytes that are sent, at every try.

    Messages about one record go in the order of their keys; `uid` is what the receiver tells
    repetitions by.
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, default=uuid7, editable=False)
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="messages", db_index=False)
    type = models.CharField(max_length=100)
    kind = models.CharField(max_length=100)
    record_id = models.UUIDField(null=True)
    body = models.TextField()
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    next_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "message of a webhook")
        indexes = [
            models.Index(fields=["endpoint", "next_at", "id"], name="message_due",
                         condition=Q(state="waiting")),
            models.Index(fields=["record_id", "endpoint", "id"], name="message_order",
                         condition=Q(state="waiting")),
            models.Index(fields=["endpoint", "-id"], name="message_newest"),
            models.Index(fields=["endpoint", "state", "-id"], name="message_state"),
            models.Index(fields=["created_at"], name="message_created"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.type} {self.message_id}"

    @property
    def message_id(self) -> str:
        """The id that the receiver sees."""
        return message_id(self.uid)


class Attempt(models.Model):
    """One try to deliver a message, and what the receiver said."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    """The HTTP status; None: there was no answer."""
    milliseconds = models.PositiveIntegerField()
    fault = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    """The first characters of the answer."""

    class Meta:
        verbose_name = pgettext_lazy("model", "try to deliver a message")

    def __str__(self) -> str:
        return f"{self.status or self.fault}"
