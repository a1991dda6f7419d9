"""What a client needs: said by him once, kept in a form that lists and segments can ask for."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.indexes import index_of_texts
from orbita.platform.keys import uuid7
from orbita.platform.records.models import Record
from orbita.platform.tracking import tracked


@tracked()
class NeedTopic(models.Model):
    """What needs are about: a small tree kept by administrators."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    name = models.CharField(pgettext_lazy("need", "topic"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("topic of needs")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint("parent", "name", name="need_topic_name", nulls_distinct=False),
            models.CheckConstraint(condition=~Q(name=""), name="need_topic_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    """What became of a need."""

    OPEN = "open", pgettext_lazy("need", "Open")
    SATISFIED = "satisfied", pgettext_lazy("need", "Satisfied")
    LAPSED = "lapsed", pgettext_lazy("need", "Lapsed")


class Importance(models.IntegerChoices):
    """How much it matters to the client."""

    LOW = 1, pgettext_lazy("need", "Would be nice")
    MIDDLE = 2, pgettext_lazy("need", "Matters")
    HIGH = 3, pgettext_lazy("need", "Decisive")


@tracked()
class Need(Record):
    """A need of a client, with the phrase in which it was heard."""

    permissions: ClassVar[str] = "needs"

    party = models.ForeignKey(Party, models.CASCADE, related_name="needs", verbose_name=_("client"))
    topic = models.ForeignKey(
        NeedTopic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=pgettext_lazy("need", "topic"),
    )
    words = models.CharField(pgettext_lazy("need", "what is needed"), max_length=300)
    budget = models.DecimalField(
        _("budget"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    wanted_by = models.DateField(_("wanted by"), null=True, blank=True)
    importance = models.PositiveSmallIntegerField(
        _("importance"), choices=Importance.choices, default=Importance.MIDDLE
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    quote = models.TextField(_("in the client’s words"), blank=True)
    interaction_id = models.UUIDField(null=True, blank=True, editable=False)
    """The interaction in which it was said; interactions lie above, so it is no foreign key."""

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="need_has_words"),
            models.CheckConstraint(
                condition=Q(budget=None) | Q(budget__gte=0), name="need_budget_not_negative"
            ),
        ]
        indexes = [
            index_of_texts("need_texts", "words", "quote"),
            models.Index(
                fields=["state", "wanted_by", "id"], condition=Q(deleted_at=None), name="need_state"
            ),
            models.Index(fields=["wanted_by", "id"], name="need_wanted"),
            models.Index(fields=["budget", "id"], name="need_budget"),
            models.Index(fields=["importance", "id"], name="need_importance"),
            models.Index(fields=["-created_at", "-id"], name="need_created"),
            models.Index(fields=["words", "id"], name="need_words"),
            models.Index(
                fields=["interaction_id"],
                condition=Q(interaction_id__isnull=False),
                name="need_interaction",
            ),
            models.Index(
                fields=["-deleted_at"], condition=Q(deleted_at__isnull=False), name="need_bin"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @staticmethod
    def assigned_to(actor: Actor) -> Any:
        """Needs of the actor's own clients."""
        return Q(party__owner=actor.id)
