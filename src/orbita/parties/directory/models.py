"""Parties: organisations, sole traders and people, and the ways to reach them."""

from typing import Any, ClassVar
from urllib.parse import quote

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.kit.phones import display
from orbita.platform.records.models import Record
from orbita.platform.tracking import tracked


class Form(models.TextChoices):
    """What a party is before the law. Each form has its own fields and checks."""

    ORGANISATION = "organisation", _("Organisation")
    SOLE_TRADER = "sole_trader", _("Sole trader")
    PERSON = "person", _("Person")


class Status(models.TextChoices):
    """Where the party stands with us."""

    NEW = "new", pgettext_lazy("client state", "New")
    ACTIVE = "active", pgettext_lazy("client state", "Active")
    AT_RISK = "at_risk", pgettext_lazy("client state", "At risk of leaving")
    SLEEPING = "sleeping", pgettext_lazy("client state", "Sleeping")
    FORMER = "former", pgettext_lazy("client state", "Former")


@tracked(exclude=("sort_key",))
class Party(Record):
    """A company, a sole trader or a person that we deal with."""

    permissions: ClassVar[str] = "parties"

    form = models.CharField(
        _("form"), max_length=20, choices=Form.choices, default=Form.ORGANISATION
    )
    name = models.CharField(pgettext_lazy("client", "name"), max_length=500)
    full_name = models.CharField(_("full name"), max_length=1000, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, default=Status.NEW)
    source = models.CharField(_("source"), max_length=200, blank=True)
    site = models.CharField(_("site"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)

    # requisites; which of them make sense depends on the form
    inn = models.CharField(_("INN"), max_length=12, blank=True)
    kpp = models.CharField(_("KPP"), max_length=9, blank=True)
    ogrn = models.CharField(_("OGRN / OGRNIP"), max_length=15, blank=True)
    doubtful = models.JSONField(_("doubtful requisites"), default=list, blank=True)
    """Names of requisites that came from outside with a wrong check digit."""

    # a person
    last_name = models.CharField(pgettext_lazy("person", "last name"), max_length=200, blank=True)
    first_name = models.CharField(pgettext_lazy("person", "first name"), max_length=200, blank=True)
    middle_name = models.CharField(
        pgettext_lazy("person", "middle name"), max_length=200, blank=True
    )
    born_on = models.DateField(_("birthday"), null=True, blank=True)
    family = models.CharField(_("family"), max_length=500, blank=True)

    # an organisation
    industry = models.CharField(_("industry"), max_length=200, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    revenue = models.DecimalField(
        _("yearly revenue"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    founded_in = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)

    details = models.JSONField(_("other details"), default=dict, blank=True)
    """What an import brought and no field holds: {column: value}."""

    sort_key = models.GeneratedField(
        expression=models.Func(
            models.functions.Lower("name"),
            models.Value("ё«»\"“”'"),
            models.Value("е"),
            function="translate",
        ),
        output_field=models.CharField(max_length=500),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="party_has_name"),
        ]
        indexes = [
            models.Index(
                fields=["sort_key", "id"], condition=Q(deleted_at=None), name="party_sort"
            ),
            models.Index(fields=["owner", "sort_key"], name="party_owner"),
            models.Index(fields=["status"], name="party_status"),
            models.Index(fields=["form"], name="party_form"),
            models.Index(fields=["-created_at", "id"], name="party_created"),
            models.Index(Upper("city"), name="party_city"),
            models.Index(fields=["city"], condition=Q(deleted_at=None), name="party_by_city"),
            models.Index(Upper("source"), name="party_source"),
            models.Index(Upper("industry"), name="party_industry"),
            models.Index(fields=["inn", "kpp"], condition=~Q(inn=""), name="party_inn"),
            models.Index(fields=["ogrn"], condition=~Q(ogrn=""), name="party_ogrn"),
            models.Index(fields=["born_on"], condition=Q(born_on__isnull=False), name="party_born"),
            models.Index(
                fields=["revenue"], condition=Q(revenue__isnull=False), name="party_revenue"
            ),
            models.Index(
                fields=["employees"], condition=Q(employees__isnull=False), name="party_employees"
            ),
            models.Index(
                fields=["-deleted_at"], condition=Q(deleted_at__isnull=False), name="party_bin"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def field(cls, name: str) -> "models.Field[Any, Any]":
        """A column of parties by name."""
        field = cls._meta.get_field(name)
        assert isinstance(field, models.Field)
        return field

    @property
    def is_person(self) -> bool:
        return self.form == Form.PERSON


class Channel(models.TextChoices):
    """Ways to reach somebody."""

    PHONE = "phone", pgettext_lazy("channel", "Phone")
    EMAIL = "email", pgettext_lazy("channel", "E-mail")
    TELEGRAM = "telegram", "Telegram"
    WHATSAPP = "whatsapp", "WhatsApp"
    VK = "vk", "VK"
    MAX = "max", "MAX"
    SKYPE = "skype", "Skype"
    FAX = "fax", _("Fax")


@tracked()
class ContactPoint(models.Model):
    """A phone, mail or messenger of a party, kept as written and as it is searched for."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="contact_points")
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)
    value = models.CharField(_("value"), max_length=300)
    """As it was written."""
    normal = models.CharField(_("normal form"), max_length=300)
    """E.164 of a phone, lower-case mail, messenger name without @: what is matched."""
    extension = models.CharField(_("extension"), max_length=20, blank=True)
    label = models.CharField(_("label"), max_length=100, blank=True)
    is_main = models.BooleanField(_("main"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("contact detail")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["normal"], name="contact_normal")]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "channel", "normal", "extension"], name="contact_once"
            )
        ]

    def __str__(self) -> str:
        return self.value

    @property
    def shown(self) -> str:
        """As people read it: a known phone in groups, the rest as it was written."""
        return display(self.normal) if self.normal.startswith("+") else self.value

    @property
    def link(self) -> str:
        """Where a click leads: a call, a letter, a chat; "" when nowhere."""
        is_number = self.normal.startswith("+")
        match self.channel:
            case Channel.PHONE if is_number:
                return f"tel:{self.normal}" + (f",{self.extension}" if self.extension else "")
            case Channel.EMAIL:
                return f"mailto:{self.normal}"
            case Channel.TELEGRAM if not is_number:
                return f"https://t.me/{quote(self.normal)}"
            case Channel.WHATSAPP if is_number:
                return f"https://wa.me/{self.normal[1:]}"
            case Channel.VK:
                return f"https://vk.com/{quote(self.normal)}"
        return ""

    @property
    def icon(self) -> str:
        """The icon of the channel."""
        return {Channel.PHONE: "phone", Channel.EMAIL: "mail", Channel.FAX: "printer"}.get(
            Channel(self.channel), "send"
        )


class AddressPurpose(models.TextChoices):
    LEGAL = "legal", pgettext_lazy("address", "Legal")
    ACTUAL = "actual", pgettext_lazy("address", "Actual")
    DELIVERY = "delivery", pgettext_lazy("address", "Delivery")
    HOME = "home", pgettext_lazy("address", "Home")


@tracked()
class Address(models.Model):
    """A postal address of a party."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="addresses")
    purpose = models.CharField(
        _("purpose"), max_length=20, choices=AddressPurpose.choices, default=AddressPurpose.ACTUAL
    )
    country = models.CharField(_("country"), max_length=100, blank=True)
    region = models.CharField(_("region"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=200, blank=True)
    street = models.CharField(_("address"), max_length=500, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("address")
        ordering = ["id"]

    def __str__(self) -> str:
        parts = (self.postcode, self.country, self.region, self.city, self.street)
        return ", ".join(part for part in parts if part)


@tracked()
class BankAccount(models.Model):
    """Where a party's money lives."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="bank_accounts")
    bik = models.CharField(_("BIC"), max_length=9)
    account = models.CharField(_("account"), max_length=20)
    correspondent = models.CharField(_("correspondent account"), max_length=20, blank=True)
    bank = models.CharField(_("bank"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bank account")
        ordering = ["id"]
        constraints = [models.UniqueConstraint("party", "account", name="bank_account_once")]

    def __str__(self) -> str:
        return f"{self.account}, {self.bank or self.bik}"


@tracked()
class ExternalId(models.Model):
    """The key of a party in somebody else's system."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="external_ids")
    system = models.CharField(_("system"), max_length=100)
    value = models.CharField(_("key there"), max_length=200)

    class Meta:
        verbose_name = _("outside key")
        constraints = [models.UniqueConstraint("system", "value", name="external_id_once")]
        ordering = ["system", "value"]

    def __str__(self) -> str:
        return f"{self.system}: {self.value}"


@tracked()
class ValueOrigin(models.Model):
    """Where a value of a party's field came from and when: the newest origin of each field.

    Who and when comes from history for values typed by people; a row here is written for values
    that came from outside (a file, a registry, a form).
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="origins")
    field = models.CharField(max_length=50)
    source = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("origin of a value")
        constraints = [models.UniqueConstraint("party", "field", name="origin_once")]

    def __str__(self) -> str:
        return f"{self.field}: {self.source}"
