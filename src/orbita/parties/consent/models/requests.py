"""What people ask of us about their data, and by when we have to answer."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.consent.models.consents import ConsentQuerySet
from orbita.parties.directory.models import Party
from orbita.platform.records.models import Record
from orbita.platform.tracking import tracked


class Sort(models.TextChoices):
    """What is asked for (152-FZ art. 14, 20, 21; GDPR art. 15-21)."""

    ACCESS = "access", pgettext_lazy("request of a subject", "What do you know of me")
    CORRECTION = "correction", pgettext_lazy("request of a subject", "Correct my data")
    ERASURE = "erasure", pgettext_lazy("request of a subject", "Erase my data")
    RESTRICTION = "restriction", pgettext_lazy("request of a subject", "Block my data")
    PORTABILITY = "portability", pgettext_lazy("request of a subject", "Hand my data over")
    WITHDRAWAL = "withdrawal", pgettext_lazy("request of a subject", "I withdraw my consent")


class Law(models.TextChoices):
    RU = "152-fz", _("152-FZ")
    EU = "gdpr", "GDPR"


class RequestState(models.TextChoices):
    NEW = "new", pgettext_lazy("request of a subject", "New")
    AT_WORK = "at_work", pgettext_lazy("request of a subject", "In work")
    ANSWERED = "answered", pgettext_lazy("request of a subject", "Answered")
    REFUSED = "refused", pgettext_lazy("request of a subject", "Refused")


OPEN = (RequestState.NEW, RequestState.AT_WORK)


@tracked()
class SubjectRequest(Record):
    """A request of a data subject with its term and its answer."""

    permissions: ClassVar[str] = "subject_requests"
    objects: ClassVar[Any] = ConsentQuerySet.as_manager()

    party = models.ForeignKey(
        Party, models.CASCADE, related_name="subject_requests", verbose_name=_("data subject")
    )
    sort = models.CharField(
        pgettext_lazy("request", "asks for"), max_length=20, choices=Sort.choices
    )
    law = models.CharField(_("law"), max_length=10, choices=Law.choices, default=Law.RU)
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    came_by = models.CharField(_("came by"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    due_on = models.DateField(_("to be answered by"))
    extended_why = models.CharField(_("why the term was extended"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState.choices, default=RequestState.NEW
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("request of a data subject")
        verbose_name_plural = _("requests of data subjects")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("received_on")), name="subject_request_term"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("new", "at_work"), answered_on=None)
                | Q(state__in=("answered", "refused"), answered_on__isnull=False),
                name="subject_request_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["law"], name="subject_request_law"),
            models.Index(fields=["answered_on"], name="subject_request_answer_day"),
            models.Index(fields=["party", "-received_on"], name="subject_request_party"),
            models.Index(fields=["state", "due_on"], name="subject_request_state"),
            models.Index(fields=["due_on", "id"], name="subject_request_due"),
            models.Index(fields=["-received_on", "-id"], name="subject_request_received"),
            models.Index(fields=["sort"], name="subject_request_sort"),
            models.Index(fields=["owner"], name="subject_request_owner"),
            models.Index(
                fields=["-deleted_at"],
                condition=Q(deleted_at__isnull=False),
                name="subject_request_bin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()}: {self.party}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()
