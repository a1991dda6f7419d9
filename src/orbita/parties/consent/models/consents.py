"""Consents: for what we may use a person's data, by which right, since when and until when."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Channel, Party
from orbita.platform.acts.actor import Actor
from orbita.platform.keys import uuid7
from orbita.platform.records.models import Record, RecordQuerySet
from orbita.platform.tracking import tracked


@tracked()
class Purpose(models.Model):
    """For what personal data is used (152-FZ art. 5 part 2, GDPR art. 5 (1) b)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.SlugField(max_length=50, unique=True)
    name = models.CharField(pgettext_lazy("purpose", "name"), max_length=200, unique=True)
    """English and translated when it is shown, until somebody renames it."""
    note = models.CharField(_("explanation"), max_length=500, blank=True)
    is_marketing = models.BooleanField(_("advertising"), default=False)
    """Needs consent given beforehand, and ends at once on a refusal (38-FZ art. 18, GDPR art. 21)."""
    months = models.PositiveSmallIntegerField(_("usual term, months"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = pgettext_lazy("consent", "purpose")
        ordering = ["position", "name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="purpose_has_name")]

    def __str__(self) -> str:
        return _now(self.name)


@tracked()
class Wording(models.Model):
    """A version of the text that people agree to. It is never changed: a new version follows it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    since = models.DateField(_("since"), default=timezone.localdate)

    class Meta:
        verbose_name = _("text of a consent")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint("purpose", "number", name="wording_once"),
            models.CheckConstraint(condition=~Q(text=""), name="wording_has_text"),
        ]

    def __str__(self) -> str:
        return _now("%(purpose)s, version %(number)s") % {
            "purpose": self.purpose,
            "number": self.number,
        }


class Basis(models.TextChoices):
    """By which right (152-FZ art. 6 part 1, GDPR art. 6 (1))."""

    CONSENT = "consent", pgettext_lazy("legal basis", "Consent")
    CONTRACT = "contract", pgettext_lazy("legal basis", "Contract")
    LAW = "law", pgettext_lazy("legal basis", "Law")
    INTEREST = "interest", pgettext_lazy("legal basis", "Legitimate interest")


class Decision(models.TextChoices):
    GIVEN = "given", pgettext_lazy("consent", "Given")
    REFUSED = "refused", pgettext_lazy("consent", "Refused")


class Proof(models.TextChoices):
    """By what we prove it (152-FZ art. 9 part 3, GDPR art. 7 (1))."""

    PAPER = "paper", pgettext_lazy("proof", "Signed paper")
    FORM = "form", pgettext_lazy("proof", "Form on the site")
    LETTER = "letter", pgettext_lazy("proof", "Letter")
    CALL = "call", pgettext_lazy("proof", "Recorded call")
    CONTRACT = "contract", pgettext_lazy("proof", "Contract")
    OTHER = "other", pgettext_lazy("proof", "Other")


CHANNELS = (
    ("", pgettext_lazy("consent", "Any channel")),
    *((str(one.value), one.label) for one in Channel),
)


class ConsentQuerySet(RecordQuerySet):
    """Adjectives of consents."""

    def within(self, actor: Actor, action: str) -> Self:
        """Within the actor's right, of people whom he sees."""
        if actor.is_system:
            return self
        rows = super().within(actor, action)
        if actor.scope("parties.view") == "all":
            return rows.filter(party__deleted_at=None)
        return rows.filter(party__in=Party.objects.visible_to(actor).values("pk"))

    def standing(self, day: date | None = None) -> Self:
        """Given, not withdrawn and not run out on a day (today)."""
        day = day or timezone.localdate()
        return self.alive().filter(
            Q(until=None) | Q(until__gte=day), decision=Decision.GIVEN, withdrawn_at=None
        )


@tracked()
class Consent(Record):
    """That a person let us use his data for a purpose, or did not; with the proof."""

    permissions: ClassVar[str] = "consents"
    objects: ClassVar[Any] = ConsentQuerySet.as_manager()

    party = models.ForeignKey(
        Party, models.CASCADE, related_name="consents", verbose_name=_("data subject")
    )
    purpose = models.ForeignKey(
        Purpose, models.PROTECT, related_name="consents",
        verbose_name=pgettext_lazy("consent", "purpose"),
    )  # fmt: skip
    basis = models.CharField(
        _("legal basis"), max_length=20, choices=Basis.choices, default=Basis.CONSENT
    )
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision.choices, default=Decision.GIVEN
    )
    channel = models.CharField(_("channel"), max_length=20, choices=CHANNELS, blank=True)
    given_on = models.DateField(_("given on"), default=timezone.localdate)
    until = models.DateField(_("valid until"), null=True, blank=True)
    wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, related_name="consents",
        verbose_name=_("text agreed to"),
    )  # fmt: skip
    proof = models.CharField(
        pgettext_lazy("consent", "proof"), max_length=20, choices=Proof.choices, default=Proof.OTHER
    )
    proof_note = models.CharField(_("where the proof is"), max_length=500, blank=True)
    proof_kind = models.CharField(max_length=50, blank=True)
    proof_id = models.UUIDField(null=True, blank=True)
    """The interaction, lead or file that proves it: a RecordRef."""
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_how = models.CharField(_("how it was withdrawn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("given_on")),
                name="consent_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(proof_kind="", proof_id=None)
                | (~Q(proof_kind="") & Q(proof_id__isnull=False)),
                name="consent_proof_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["party", "purpose", "-given_on"], name="consent_party"),
            models.Index(fields=["-given_on", "-id"], name="consent_given"),
            models.Index(fields=["purpose", "-given_on"], name="consent_of_purpose"),
            models.Index(fields=["basis"], name="consent_basis"),
            models.Index(fields=["channel"], name="consent_channel"),
            models.Index(fields=["proof"], name="consent_by_proof"),
            models.Index(fields=["owner"], name="consent_owner"),
            models.Index(fields=["until"], condition=Q(until__isnull=False), name="consent_until"),
            models.Index(
                fields=["-withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="consent_withdrawn",
            ),
            models.Index(
                fields=["-deleted_at"], condition=Q(deleted_at__isnull=False), name="consent_bin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.party}"

    @property
    def state(self) -> str:
        """given, refused, withdrawn or expired."""
        if self.decision == Decision.REFUSED:
            return "refused"
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.until is not None and self.until < timezone.localdate():
            return "expired"
        return "given"
