"""The company that works here, and its own legal entities."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class Company(models.Model):
    """The company whose installation this is: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("company name"), max_length=200)
    language = models.CharField(_("language"), max_length=5)
    time_zone = models.CharField(_("time zone"), max_length=60)
    trade = models.CharField(_("kind of business"), max_length=50)
    set_up_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("company")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="company_is_one")]

    def __str__(self) -> str:
        return self.name


class EntityForm(models.TextChoices):
    """What an own legal entity is before the law."""

    LLC = "llc", _("LLC (OOO)")
    JSC = "jsc", _("JSC (AO)")
    PJSC = "pjsc", _("PJSC (PAO)")
    SOLE_TRADER = "sole_trader", _("Sole trader (IP)")
    OTHER = "other", _("Other")


@tracked()
class LegalEntity(models.Model):
    """One of the company's own legal entities: who offers, invoices and signs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form = models.CharField(_("legal form"), max_length=20, choices=EntityForm.choices)
    name = models.CharField(_("short name"), max_length=300)
    full_name = models.CharField(_("full name"), max_length=500, blank=True)
    inn = models.CharField(_("INN"), max_length=12, blank=True)
    kpp = models.CharField(_("KPP"), max_length=9, blank=True)
    ogrn = models.CharField(_("OGRN / OGRNIP"), max_length=15, blank=True)
    bank = models.CharField(_("bank"), max_length=300, blank=True)
    bik = models.CharField(_("BIC of the bank"), max_length=9, blank=True)
    account = models.CharField(_("settlement account"), max_length=20, blank=True)
    correspondent_account = models.CharField(_("correspondent account"), max_length=20, blank=True)
    address = models.CharField(_("legal address"), max_length=500, blank=True)
    is_main = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("own legal entity")
        verbose_name_plural = _("own legal entities")
        constraints = [
            models.UniqueConstraint(
                fields=["is_main"], condition=Q(is_main=True), name="legal_entity_one_main"
            ),
        ]

    def __str__(self) -> str:
        return self.name
