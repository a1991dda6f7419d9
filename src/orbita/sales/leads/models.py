"""Leads: requests and wishes from any source, before it is known what they will become."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Party
from orbita.platform.access.queries import condition
from orbita.platform.accounts.models import Team
from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.indexes import index_of_texts
from orbita.platform.keys import uuid7
from orbita.platform.records.models import Record, RecordQuerySet
from orbita.platform.tracking import tracked
from orbita.sales.deals.models import Deal


class SourceKind(models.TextChoices):
    """Through what a source brings its leads."""

    FORM = "form", _("Form of the site")
    API = "api", pgettext_lazy("lead source", "API")
    FILE = "file", pgettext_lazy("lead source", "File")
    PHONE = "phone", pgettext_lazy("lead source", "Phone call")
    MAIL = "mail", pgettext_lazy("lead source", "E-mail")
    EVENT = "event", _("Exhibition, meeting")
    HAND = "hand", _("By hand")
    OTHER = "other", pgettext_lazy("lead source", "Other")


def new_secret() -> str:
    """The last part of the address to which another program sends leads."""
    from secrets import token_urlsafe

    return token_urlsafe(24)


@tracked(exclude=("secret",))
class LeadSource(models.Model):
    """Where leads come from. A form and a program have an address of their own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.SlugField(_("key in the address"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(_("in use"), default=True)
    secret = models.CharField(max_length=60, unique=True, default=new_secret, editable=False)
    minutes_to_take = models.PositiveIntegerField(
        _("minutes of working time to take a lead"), null=True, blank=True
    )
    origins = models.JSONField(_("sites that may send"), default=list, blank=True)
    """Origins such as https://example.ru; empty: any."""
    heading = models.CharField(_("heading of the form"), max_length=200, blank=True)
    consent = models.TextField(_("text of the consent"), blank=True)
    thanks = models.TextField(_("words after sending"), blank=True)

    class Meta:
        verbose_name = _("source of leads")
        verbose_name_plural = _("sources of leads")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class RejectReason(models.Model):
    """Why leads are rejected."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("reason of rejection")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Mode(models.TextChoices):
    """How a rule chooses among its people."""

    FIXED = "fixed", _("to one person")
    TURN = "turn", _("in turn")
    LOAD = "load", _("to whoever has least to do")


@tracked()
class DistributionRule(models.Model):
    """Whom leads of some sort are given to. The first rule that fits a lead decides."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(_("in use"), default=True)
    where = models.TextField(_("for which leads"), blank=True)
    """A condition in its JSON; empty: for all."""
    mode = models.CharField(_("how"), max_length=10, choices=Mode.choices, default=Mode.TURN)
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("team")
    )
    only_at_work = models.BooleanField(_("only to those who are at work"), default=True)
    minutes_to_take = models.PositiveIntegerField(
        _("minutes of working time to take a lead"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("rule of distribution")
        verbose_name_plural = _("rules of distribution")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class RuleMember(models.Model):
    """An employee among whom a rule chooses, besides its team."""

    rule = models.ForeignKey(DistributionRule, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("rule", "user", name="rule_member_once")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.user}"


class Status(models.TextChoices):
    """How far a lead has come."""

    NEW = "new", pgettext_lazy("lead", "Unsorted")
    TAKEN = "taken", pgettext_lazy("lead", "Being worked on")
    CONVERTED = "converted", pgettext_lazy("lead", "Became a client")
    REJECTED = "rejected", pgettext_lazy("lead", "Rejected")


OPEN = (Status.NEW, Status.TAKEN)
"""Leads about which something is still to be decided."""


class LeadQuerySet(RecordQuerySet):
    """Leads that nobody has are everybody's who may see leads at all: that is the common inbox."""

    def within(self, actor: Actor, action: str) -> Self:
        """Within the actor's scope, and the common ones as well."""
        permission = f"leads.{action}"
        if action != "import" and actor.scope(permission) not in ("none", "all"):
            return self.filter(
                condition(actor, self.model, permission) | Q(owner=None, status=Status.NEW)
            )
        return super().within(actor, action)


@tracked()
class Lead(Record):
    """A request as it came: what was said, who said it, through which source."""

    permissions: ClassVar[str] = "leads"

    subject = models.CharField(pgettext_lazy("lead", "request"), max_length=500)
    text = models.TextField(_("text"), blank=True)
    person_name = models.CharField(_("name of the person"), max_length=300, blank=True)
    position = models.CharField(_("position"), max_length=300, blank=True)
    company_name = models.CharField(pgettext_lazy("lead", "company"), max_length=500, blank=True)
    phone = models.CharField(pgettext_lazy("lead", "phone"), max_length=300, blank=True)
    phone_normal = models.CharField(max_length=300, blank=True, editable=False)
    email = models.CharField(pgettext_lazy("lead", "e-mail"), max_length=300, blank=True)
    email_normal = models.CharField(max_length=300, blank=True, editable=False)
    messenger = models.CharField(pgettext_lazy("lead", "messenger"), max_length=300, blank=True)
    messenger_normal = models.CharField(max_length=300, blank=True, editable=False)
    city = models.CharField(_("city"), max_length=200, blank=True)
    product = models.CharField(_("product"), max_length=500, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="RUB")
    score = models.SmallIntegerField(_("score"), null=True, blank=True)
    source: "models.ForeignKey[LeadSource | None, LeadSource | None]" = models.ForeignKey(
        LeadSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("source"),
    )
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, default=Status.NEW)
    given_at = models.DateTimeField(_("given at"), null=True, blank=True)
    given = models.JSONField(default=dict, blank=True)
    """Why it was given to its owner: {"mode", "rule", "instead_of", "passed"}, worded when shown."""
    rule = models.ForeignKey(
        DistributionRule, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField(_("to be taken by"), null=True, blank=True)
    is_late = models.BooleanField(_("taken too late"), default=False)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    reject_reason = models.ForeignKey(
        RejectReason,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reason of rejection"),
    )
    reject_comment = models.TextField(_("comment on the rejection"), blank=True)
    party: "models.ForeignKey[Party | None, Party | None]" = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("client"),
    )
    person = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
    )
    deal = models.ForeignKey(
        Deal, models.PROTECT, null=True, blank=True, related_name="leads", verbose_name=_("deal")
    )
    joined_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="joined", editable=False
    )
    external_system = models.CharField(_("outside system"), max_length=100, blank=True)
    external_id = models.CharField(_("key there"), max_length=200, blank=True)
    details = models.JSONField(_("other details"), default=dict, blank=True)

    objects: ClassVar[Any] = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        constraints = [
            models.CheckConstraint(condition=~Q(subject=""), name="lead_has_subject"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="lead_amount_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(status="rejected") | Q(reject_reason__isnull=False),
                name="lead_rejected_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="converted") | Q(party__isnull=False),
                name="lead_converted_to_client",
            ),
            models.UniqueConstraint(
                fields=["external_system", "external_id"],
                condition=~Q(external_id=""),
                name="lead_external_id_once",
            ),
        ]
        indexes = [
            index_of_texts(
                "lead_texts",
                "subject",
                "person_name",
                "company_name",
                "phone",
                "email",
                "messenger",
                "city",
                "product",
                "text",
                "external_id",
            ),
            models.Index(fields=["is_late"], condition=Q(is_late=True), name="lead_late"),
            models.Index(fields=["taken_at"], name="lead_taken"),
            models.Index(fields=["-created_at"], name="lead_created"),
            models.Index(
                fields=["status", "-received_at", "id"],
                condition=Q(deleted_at=None),
                name="lead_inbox",
            ),
            models.Index(fields=["owner", "status", "-received_at"], name="lead_owner"),
            models.Index(
                fields=["-received_at", "-id"], condition=Q(deleted_at=None), name="lead_received"
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(status="new", due_at__isnull=False, deleted_at=None),
                name="lead_due",
            ),
            models.Index(fields=["rule", "owner", "-given_at"], name="lead_turn"),
            models.Index(fields=["phone_normal"], condition=~Q(phone_normal=""), name="lead_phone"),
            models.Index(fields=["email_normal"], condition=~Q(email_normal=""), name="lead_email"),
            models.Index(
                fields=["messenger_normal"],
                condition=~Q(messenger_normal=""),
                name="lead_messenger",
            ),
            models.Index(Upper("company_name"), name="lead_company"),
            models.Index(Upper("city"), name="lead_city"),
            models.Index(Upper("person_name"), name="lead_person"),
            models.Index(Upper("product"), name="lead_product"),
            models.Index(fields=["subject", "id"], name="lead_subject"),
            models.Index(
                F("amount").desc(nulls_last=True), F("id").desc(), name="lead_amount_down"
            ),
            models.Index(fields=["score"], condition=Q(score__isnull=False), name="lead_score"),
            models.Index(
                fields=["closed_at"], condition=Q(closed_at__isnull=False), name="lead_closed"
            ),
            models.Index(
                fields=["-deleted_at"], condition=Q(deleted_at__isnull=False), name="lead_bin"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def who(self) -> str:
        """The person and the company, as far as they are named."""
        return ", ".join(filter(None, (self.person_name, self.company_name)))

    @property
    def is_overdue(self) -> bool:
        """Nobody has taken it in time."""
        passed = self.due_at is not None and self.due_at < timezone.now()
        return self.status == Status.NEW and (self.is_late or passed)
