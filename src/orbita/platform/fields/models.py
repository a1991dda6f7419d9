"""Fields that a company adds to a kind of records, and the tabs that they stand on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked

MOST_FIELDS = 200
"""So many fields a kind may have: a form beyond this is filled by nobody."""


class FieldType(models.TextChoices):
    """What a field holds."""

    TEXT = "text", pgettext_lazy("type of field", "Text")
    NUMBER = "number", pgettext_lazy("type of field", "Number")
    MONEY = "money", pgettext_lazy("type of field", "Money")
    DATE = "date", pgettext_lazy("type of field", "Date")
    FLAG = "flag", pgettext_lazy("type of field", "Yes or no")
    CHOICE = "choice", pgettext_lazy("type of field", "One of a list")
    CHOICES = "choices", pgettext_lazy("type of field", "Several of a list")
    LINK = "link", pgettext_lazy("type of field", "Link to a record")
    FILE = "file", pgettext_lazy("type of field", "File")
    FORMULA = "formula", pgettext_lazy("type of field", "Formula")


class Need(models.TextChoices):
    """Whether a field has to be filled."""

    NEVER = "never", pgettext_lazy("required", "Never")
    ALWAYS = "always", pgettext_lazy("required", "Always")
    WHEN = "when", pgettext_lazy("required", "When a condition holds")


@tracked()
class FieldTab(models.Model):
    """A tab of a record's page and form with own fields; shown when its condition holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50)
    label = models.CharField(pgettext_lazy("tab", "name"), max_length=200)
    where = models.TextField(_("shown when"), blank=True)
    """A condition of the common language; empty: always."""
    template = models.CharField(max_length=50, blank=True)
    """The dossier template that it came from."""
    is_on = models.BooleanField(_("shown"), default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = pgettext_lazy("form", "tab")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["kind", "position"], name="field_tab_kind")]
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="field_tab_has_label"),
        ]

    def __str__(self) -> str:
        return self.label


@tracked()
class OwnField(models.Model):
    """A field of a kind; its values lie in the records' column `own` under its key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50)
    key = models.CharField(max_length=50)
    """«f_…»: never changes, so that values, filters and formulas find it after a new name."""
    label = models.CharField(pgettext_lazy("field", "name"), max_length=200)
    help = models.CharField(_("help"), max_length=500, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=FieldType.choices)
    tab = models.ForeignKey(FieldTab, models.SET_NULL, null=True, blank=True, related_name="fields")
    position = models.PositiveIntegerField(default=0)

    options = models.JSONField(_("options"), default=list, blank=True)
    """Of a choice: [{"key", "label", "tone", "retired"}], in their order."""
    target = models.CharField(_("leads to"), max_length=50, blank=True)
    """Of a link: the kind of the records that it leads to."""
    formula = models.JSONField(_("formula"), null=True, blank=True)
    """Of a formula: its syntax tree."""
    result = models.CharField(max_length=20, blank=True)
    """Of a formula: text, number, date or flag."""
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    """Of a number; of money its currency."""
    is_long = models.BooleanField(_("several lines"), default=False)

    need = models.CharField(_("required"), max_length=10, choices=Need.choices, default=Need.NEVER)
    need_where = models.TextField(_("required when"), blank=True)
    shown_where = models.TextField(_("shown when"), blank=True)
    limits = models.JSONField(_("limits"), default=dict, blank=True)
    """{"from", "to"} of numbers and days; {"length", "mask"} of texts (see `rules.fits`)."""

    is_filter = models.BooleanField(_("filtered and sorted quickly"), default=True)
    is_searched = models.BooleanField(_("found by the search"), default=False)
    is_column = models.BooleanField(_("a column at once"), default=False)
    is_personal = models.BooleanField(_("personal data"), default=False)
    deleted_at = models.DateTimeField(_("in the bin since"), null=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("own", "field")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint("kind", "key", name="own_field_key"),
            models.UniqueConstraint(
                models.F("kind"),
                models.functions.Lower("label"),
                condition=Q(deleted_at=None),
                name="own_field_label",
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^f_[a-z0-9_]{1,48}$"), name="own_field_key_form"
            ),
            models.CheckConstraint(condition=~Q(label=""), name="own_field_has_label"),
            models.CheckConstraint(condition=Q(type__in=FieldType.values), name="own_field_type"),
            models.CheckConstraint(condition=Q(need__in=Need.values), name="own_field_need"),
            models.CheckConstraint(
                condition=~Q(type=FieldType.LINK) | ~Q(target=""), name="own_field_target"
            ),
            models.CheckConstraint(
                condition=~Q(type=FieldType.FORMULA) | Q(formula__isnull=False),
                name="own_field_formula",
            ),
        ]

    def __str__(self) -> str:
        return self.label
