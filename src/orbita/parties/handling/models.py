"""How a client wants to be treated: personal rules, shown before anybody gets in touch with him."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.kit.worktime import format_periods
from orbita.parties.directory.models import Channel, Party
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class Address(models.TextChoices):
    """How one speaks to the client."""

    FORMAL = "formal", _("formally: вы")
    FAMILIAR = "familiar", _("familiarly: ты")


class Days(models.TextChoices):
    """On which days he wants to be called."""

    WORKDAYS = "workdays", _("on workdays")
    EVERY = "every", _("every day")
    WEEKEND = "weekend", _("at weekends")


WEEKDAYS = {Days.WORKDAYS: range(5), Days.EVERY: range(7), Days.WEEKEND: range(5, 7)}


@tracked()
class Handling(models.Model):
    """Personal rules of a client: greeting, time, channels, what to do and what not to do."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.OneToOneField(
        Party, models.CASCADE, related_name="handling", verbose_name=_("client")
    )
    greeting = models.CharField(_("how to greet"), max_length=200, blank=True)
    address = models.CharField(
        _("how to speak"), max_length=10, choices=Address.choices, blank=True
    )
    language = models.CharField(_("language"), max_length=60, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    """Empty: the company's."""
    days = models.CharField(_("days"), max_length=10, choices=Days.choices, default=Days.WORKDAYS)
    windows = models.JSONField(_("good time to call"), default=list, blank=True)
    """Periods of a day in minutes since midnight, on the client's clock; none: any time."""
    channel = models.CharField(
        _("best channel"), max_length=20, choices=Channel.choices, blank=True
    )
    do = models.TextField(pgettext_lazy("handling", "do"), blank=True)
    dont = models.TextField(pgettext_lazy("handling", "do not"), blank=True)
    payment = models.CharField(_("terms of payment"), max_length=500, blank=True)
    delivery = models.CharField(_("terms of delivery"), max_length=500, blank=True)
    main_person = models.ForeignKey(
        Party,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("main person"),
    )
    no_calls = models.BooleanField(_("never call"), default=False)
    no_letters = models.BooleanField(_("never write letters"), default=False)
    no_messages = models.BooleanField(_("never write to messengers"), default=False)
    reason = models.CharField(_("why not"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("handling of a client")
        indexes = [
            models.Index(
                fields=["party"], condition=models.Q(no_calls=True), name="handling_no_calls"
            )
        ]

    def __str__(self) -> str:
        return self.greeting or str(self.party_id)

    @property
    def zone(self) -> ZoneInfo | None:
        """The client's own zone, if it is known and there is such a one."""
        try:
            return ZoneInfo(self.time_zone) if self.time_zone else None
        except (ZoneInfoNotFoundError, ValueError):
            return None

    @property
    def hours(self) -> str:
        """The good times as people write them."""
        return format_periods(self.windows)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said yet."""
        texts = (self.greeting, self.address, self.language, self.channel, self.do, self.dont,
                 self.payment, self.delivery, self.windows, self.main_person_id)  # fmt: skip
        return not any(texts) and not any((self.no_calls, self.no_letters, self.no_messages))
