"""The one timeline: everything that happened or is planned between us and a party."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.sight import InteractionQuerySet
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.indexes import index_of_texts
from orbita.platform.records.models import Record
from orbita.platform.records.slots import RecordRef
from orbita.platform.tracking import tracked


class Kind(models.TextChoices):
    """What sort of contact it was."""

    CALL = "call", _("Call")
    MEETING = "meeting", _("Meeting")
    LETTER = "letter", _("Letter")
    CHAT = "chat", _("Chat")
    VISIT = "visit", _("Visit")
    NOTE = "note", _("Note")
    DOCUMENT = "document", _("Document")
    DECISION = "decision", _("Decision")
    TASK = "task", _("Task")
    STORY = "story", _("Event")


class Direction(models.TextChoices):
    IN = "in", _("Incoming")
    OUT = "out", _("Outgoing")
    NONE = "none", _("Without direction")


class Result(models.TextChoices):
    """How a contact ended."""

    REACHED = "reached", _("Reached")
    NO_ANSWER = "no_answer", _("No answer")
    AGREED = "agreed", _("Agreed")
    REFUSED = "refused", _("Refused")
    POSTPONED = "postponed", _("Put off")
    DONE = "done", _("Done")


@tracked(exclude=("at",))
class Interaction(Record):
    """A contact with a party: planned (`due_at`, not `done_at`) or done.

    Planned ones are next steps. System stories (a deal was won) stand here too, so that the timeline
    is one indexed read.
    """

    permissions: ClassVar[str] = "interactions"

    party = models.ForeignKey(
        Party,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name=_("client"),
    )
    about_kind = models.CharField(max_length=50, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    """The record that it is about besides the party (a deal …): a RecordRef."""
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction.choices, default=Direction.NONE
    )
    channel = models.CharField(_("channel"), max_length=30, blank=True)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    result = models.CharField(_("result"), max_length=20, choices=Result.choices, blank=True)
    duration = models.PositiveIntegerField(_("duration, seconds"), null=True, blank=True)
    due_at = models.DateTimeField(_("planned for"), null=True, blank=True)
    is_all_day = models.BooleanField(default=False)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who does it"),
    )
    is_pinned = models.BooleanField(_("pinned"), default=False)
    story = models.JSONField(default=dict, blank=True)
    """A system story: {"key": …, values}, worded when it is shown, in the reader's language."""
    touchpoint = models.ForeignKey(
        "touchpoints.Touchpoint",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name=_("touchpoint"),
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    external_id = models.CharField(_("key there"), max_length=200, blank=True)
    details = models.JSONField(_("other details"), default=dict, blank=True)
    at = models.GeneratedField(
        expression=models.functions.Coalesce("done_at", "due_at", "created_at"),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    objects: ClassVar[Any] = InteractionQuerySet.as_manager()

    class Meta:
        verbose_name = _("interaction")
        verbose_name_plural = _("interactions")
        indexes = [
            models.Index(
                fields=["party", "-at", "-id"], condition=Q(deleted_at=None), name="timeline"
            ),
            models.Index(
                fields=["about_kind", "about_id", "-at"],
                condition=Q(about_id__isnull=False),
                name="timeline_about",
            ),
            models.Index(
                fields=["assignee", "due_at"],
                condition=Q(done_at=None, deleted_at=None),
                name="interaction_open",
            ),
            models.Index(
                fields=["party", "due_at"],
                condition=Q(done_at=None, deleted_at=None),
                name="interaction_party_open",
            ),
            models.Index(
                fields=["-at", "-id"], condition=Q(deleted_at=None), name="interaction_at"
            ),
            models.Index(fields=["owner", "-at"], name="interaction_owner"),
            models.Index(fields=["result", "-at"], name="interaction_result"),
            models.Index(fields=["direction", "-at"], name="interaction_direction"),
            # No trees: the server would walk them for the last contact of a single client.
            BrinIndex(fields=["due_at"], name="interaction_due"),
            BrinIndex(fields=["done_at"], name="interaction_done"),
            models.Index(
                fields=["duration"],
                condition=Q(duration__isnull=False),
                name="interaction_duration",
            ),
            index_of_texts("interaction_texts", "subject", "text"),
            models.Index(fields=["kind", "-at"], name="interaction_kind"),
            models.Index(
                fields=["source", "external_id"],
                condition=~Q(external_id=""),
                name="interaction_outside",
            ),
            models.Index(
                fields=["party"],
                condition=Q(is_pinned=True, deleted_at=None),
                name="interaction_pinned",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | Q(due_at__isnull=False),
                name="interaction_planned_or_done",
            )
        ]

    def __str__(self) -> str:
        return self.subject or str(self.get_kind_display())

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_late(self) -> bool:
        """Planned for a time that has passed; a whole day is late when it is over."""
        if self.done_at is not None or self.due_at is None:
            return False
        if self.is_all_day:
            return timezone.localtime(self.due_at).date() < timezone.localdate()
        return self.due_at < timezone.now()

    @property
    def about(self) -> RecordRef | None:
        """The record that it is about besides the party, if any."""
        return RecordRef(self.about_kind, self.about_id) if self.about_id else None

    @staticmethod
    def assigned_to(actor: Actor) -> Q:
        """Given to the actor, or about a party that is his."""
        return Q(assignee=actor.id) | Q(party__owner=actor.id)


@tracked()
class Participant(models.Model):
    """Who took part: a colleague or a person of the client's."""

    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, null=True, related_name="participations")
    is_mentioned = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("participant")
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, party__isnull=False) | Q(user__isnull=False, party=None),
                name="participant_is_one",
            ),
            models.UniqueConstraint(
                "interaction", "user", "party", name="participant_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.party)


class PartyPulse(models.Model):
    """Last touch and next step of a party: computed with each change of the timeline, so that lists
    sort and filter by them."""

    party = models.OneToOneField(Party, models.CASCADE, primary_key=True, related_name="pulse")
    last_touch_at = models.DateTimeField(_("last touch"), null=True)
    next_step_at = models.DateTimeField(_("next step at"), null=True)
    next_step = models.ForeignKey(Interaction, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("pulse")
        indexes = [
            models.Index(fields=["last_touch_at"], name="pulse_touch"),
            models.Index(fields=["next_step_at"], name="pulse_next"),
        ]

    def __str__(self) -> str:
        return f"{self.last_touch_at} / {self.next_step_at}"
