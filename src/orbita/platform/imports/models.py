"""What was imported, from which file, and how its columns were understood."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.models import Act
from orbita.platform.jobs.models import Work
from orbita.platform.keys import uuid7


class State(models.TextChoices):
    """Where an import stands."""

    DRAFT = "draft", _("Being prepared")
    DONE = "done", _("Imported")


class Import(models.Model):
    """A file that was brought in, or is being prepared for it. It is no business data: no history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("what"), max_length=50)
    file_name = models.CharField(_("file"), max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    choices = models.JSONField(default=dict)
    """What the user decided: columns, keys, what to make, source, sheet, encoding."""
    checked = models.JSONField(default=dict)
    """What the trial run said; empty when something was changed since."""
    check_work = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="+")
    work = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="+")
    act = models.OneToOneField(Act, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    rows = models.PositiveBigIntegerField(_("rows"), default=0)
    created = models.PositiveBigIntegerField(_("created"), default=0)
    updated = models.PositiveBigIntegerField(_("updated"), default=0)
    unchanged = models.PositiveBigIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveBigIntegerField(_("rejected"), default=0)
    seconds = models.FloatField(default=0)
    made = models.JSONField(default=dict)
    """What else was made on the way: {"employees": 3}."""

    class Meta:
        verbose_name = _("import")
        indexes = [
            models.Index(fields=["sha256", "kind"], name="import_file"),
            models.Index(fields=["-created_at"], name="import_created"),
            models.Index(fields=["by", "-created_at"], name="import_by"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_undone(self) -> bool:
        return bool(self.act and self.act.undone_by_id)

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return Path(settings.DATA) / "imports" / str(self.pk)

    @property
    def source_path(self) -> Path:
        """The uploaded file, under a name of our own."""
        endings = {".csv", ".txt", ".tsv", ".xlsx", ".jsonl", ".ndjson", ".json", ".gz"}
        ending = "".join(s for s in Path(self.file_name).suffixes if s.lower() in endings)
        return self.folder / f"source{ending.lower()[-10:]}"

    @property
    def errors_path(self) -> Path:
        """The rows that were rejected, each with its reason."""
        return self.folder / "errors.csv"


class Verdict(models.TextChoices):
    """What somebody decided about a row that resembles a record."""

    SAME = "same", _("the same")
    NEW = "new", _("a new one")


class AlikeRow(models.Model):
    """A row of a file that resembles a record that is there already, and what was decided about it.

    The decision is about what the row says, not about its place: `digest` are its cells.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brought = models.ForeignKey(Import, models.CASCADE, related_name="alike_rows")
    n = models.PositiveBigIntegerField()
    """Its place among the rows."""
    number = models.PositiveBigIntegerField(_("row"))
    digest = models.CharField(max_length=32)
    said = models.CharField(max_length=300, blank=True)
    """The beginning of the row, as it is shown."""
    record_kind = models.CharField(max_length=50)
    record_id = models.UUIDField()
    score = models.FloatField(_("likeness"))
    reasons = models.JSONField(default=list)
    """[[field, level, highest level, weight], …], the strongest first."""
    verdict = models.CharField(max_length=4, choices=Verdict.choices, blank=True)

    class Meta:
        verbose_name = _("row that resembles a record")
        constraints = [models.UniqueConstraint(fields=["brought", "n"], name="alike_row_once")]
        indexes = [models.Index(fields=["record_id"], name="alike_row_record")]

    def __str__(self) -> str:
        return f"{self.number}: {self.said[:40]}"


class Mapping(models.Model):
    """How files with these heads were understood last time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50)
    heads = models.CharField(max_length=64)
    """A fingerprint of the heads in any order."""
    choices = models.JSONField()
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("remembered columns")
        constraints = [models.UniqueConstraint("kind", "heads", name="mapping_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.heads[:8]}"
