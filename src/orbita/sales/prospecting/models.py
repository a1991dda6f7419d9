"""Lists for calling: whom to call, why just him, and how it went."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.records.models import Record
from orbita.platform.tracking import tracked


class Origin(models.TextChoices):
    """Where the clients of a list come from."""

    CHOSEN = "chosen", _("chosen in the list of clients")
    SEGMENT = "segment", _("a segment")
    LOOK_ALIKES = "look_alikes", _("look-alikes of the best clients")


class State(models.TextChoices):
    """How far it is with a client of the list."""

    TO_CALL = "to_call", _("To call")
    NO_ANSWER = "no_answer", pgettext_lazy("calling", "No answer")
    CALLED = "called", _("Called")
    INTERESTED = "interested", _("Interested")
    REFUSED = "refused", _("Not interested")


TONES = {
    State.TO_CALL: "blue", State.NO_ANSWER: "amber", State.CALLED: "gray",
    State.INTERESTED: "green", State.REFUSED: "red",
}  # fmt: skip
WAITING = (State.TO_CALL, State.NO_ANSWER)


@tracked()
class CallList(Record):
    """Clients to be called one after another, with what to say."""

    permissions: ClassVar[str] = "call_lists"

    name = models.CharField(pgettext_lazy("list for calling", "name"), max_length=200)
    script = models.TextField(_("what to say"), blank=True)
    origin = models.CharField(
        _("where from"), max_length=20, choices=Origin.choices, default=Origin.CHOSEN
    )

    class Meta:
        verbose_name = _("list for calling")
        verbose_name_plural = _("lists for calling")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="call_list_has_name"),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="call_list_name"),
            models.Index(fields=["origin"], name="call_list_origin"),
            models.Index(fields=["-created_at", "id"], name="call_list_created"),
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def assigned_to(actor: Actor) -> Q:
        """Somebody in it is the actor's to call."""
        mine = CallEntry.objects.filter(assignee=actor.id)
        return Q(pk__in=mine.values("call_list"))


@tracked()
class CallEntry(models.Model):
    """A client in a list: in which place, for which reasons, and how the calls went."""

    call_list = models.ForeignKey(CallList, models.CASCADE, related_name="entries")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    score = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    """Of a look-alike: [{trait, value, count, of}], worded when it is shown."""
    state = models.CharField(
        pgettext_lazy("calling", "state"), max_length=12, choices=State.choices,
        default=State.TO_CALL,
    )  # fmt: skip
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who calls"),
    )
    called_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("client to call")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint("call_list", "party", name="call_entry_once"),
        ]
        indexes = [
            models.Index(fields=["call_list", "state", "position"], name="call_entry_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.party_id}"

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[State(self.state)]


class CallProgress(models.Model):
    """How many of a list are called: computed by the database with each change of an entry."""

    call_list = models.OneToOneField(
        CallList, models.CASCADE, primary_key=True, related_name="progress"
    )
    total = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    interested = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("progress of calling")
        indexes = [
            models.Index(fields=["waiting"], name="call_progress_waiting"),
            models.Index(fields=["total"], name="call_progress_total"),
            models.Index(fields=["interested"], name="call_progress_interested"),
        ]

    def __str__(self) -> str:
        return f"{self.total - self.waiting} / {self.total}"
