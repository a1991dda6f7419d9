"""Own registers: kinds of records that a company makes itself, and their entries.

All entries lie in one table. What an entry of some register holds besides its title stands in own
fields of that register's kind, so a new register needs no change of the database.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.keys import uuid7
from orbita.platform.records.models import Record, RecordQuerySet
from orbita.platform.tracking import tracked

LONGEST_NAME = 100


@tracked()
class Register(models.Model):
    """A kind of records that the company has made itself, named in its own words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50, unique=True, editable=False)
    """«r_…», the kind's key: it never changes, so that links and conditions outlive a new name."""
    plural = models.CharField(pgettext_lazy("register", "name"), max_length=LONGEST_NAME)
    label = models.CharField(_("what one entry is called"), max_length=LONGEST_NAME)
    title_label = models.CharField(_("what its title is called"), max_length=LONGEST_NAME)
    icon = models.CharField(_("icon"), max_length=50, default="folder")
    position = models.PositiveIntegerField(default=0)
    has_board = models.BooleanField(_("has a board"), default=False)
    deleted_at = models.DateTimeField(_("in the bin since"), null=True, editable=False)

    class Meta:
        verbose_name = _("own register")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__regex=r"^r_[a-z0-9_]{1,48}$"), name="register_kind_form"
            ),
            models.CheckConstraint(
                condition=~Q(plural="") & ~Q(label="") & ~Q(title_label=""),
                name="register_has_names",
            ),
            models.UniqueConstraint(
                models.functions.Lower("plural"),
                condition=Q(deleted_at=None),
                name="register_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.plural


@tracked()
class RegisterStage(models.Model):
    """A step through which the entries of a register go: a column of its board."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    register = models.ForeignKey(Register, models.PROTECT, related_name="stages")
    name = models.CharField(pgettext_lazy("stage", "name"), max_length=LONGEST_NAME)
    tone = models.CharField(_("colour"), max_length=20, default="gray")
    position = models.PositiveIntegerField(default=0)
    is_final = models.BooleanField(_("the work is done here"), default=False)

    class Meta:
        verbose_name = _("stage of a register")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="register_stage_has_name"),
            models.UniqueConstraint(
                "register", models.functions.Lower("name"), name="register_stage_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Entry(Record):
    """A record of an own register. Each register's entries are reached by its own proxy of this
    model (`proxies.model_of`), which sees no others."""

    permissions: ClassVar[str] = "registers"
    own_kind: ClassVar[str] = ""
    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    register = models.ForeignKey(
        Register, models.PROTECT, related_name="entries", verbose_name=_("own register")
    )
    title = models.CharField(_("title"), max_length=500)
    stage = models.ForeignKey(
        RegisterStage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("stage"),
    )
    stage_since = models.DateTimeField(_("on the stage since"), default=timezone.now)
    external_system = models.CharField(_("outside system"), max_length=100, blank=True)
    external_id = models.CharField(_("key there"), max_length=200, blank=True)
    details = models.JSONField(_("other details"), default=dict, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of a register", "entry")
        verbose_name_plural = pgettext_lazy("of registers", "entries")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="entry_has_title"),
            models.UniqueConstraint(
                fields=["register", "external_system", "external_id"],
                condition=~Q(external_id=""),
                name="entry_external_id_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["stage", "-stage_since", "id"],
                condition=Q(deleted_at=None),
                name="entry_board",
            ),
            models.Index(
                fields=["register", "-created_at", "-id"],
                condition=Q(deleted_at=None),
                name="entry_created",
            ),
            models.Index(fields=["register", "title", "id"], name="entry_title"),
            models.Index(fields=["register", "-stage_since", "id"], name="entry_since"),
            models.Index(fields=["owner", "register"], name="entry_owner"),
            models.Index(
                fields=["register", "-deleted_at"],
                condition=Q(deleted_at__isnull=False),
                name="entry_bin",
            ),
        ]

    def __str__(self) -> str:
        return self.title
