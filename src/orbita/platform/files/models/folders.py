"""Folders of documents: a tree of the company, each with its circle of viewers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from orbita.platform.accounts.models import Department, Role
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class Audience(models.TextChoices):
    """Who sees what lies in a folder."""

    PARENT = "parent", pgettext_lazy("folder", "as in the folder above")
    LINKED = "linked", pgettext_lazy("folder", "whoever sees the client or the deal")
    ALL = "all", pgettext_lazy("folder", "everybody")
    SOME = "some", pgettext_lazy("folder", "chosen departments and roles only")


@tracked()
class Folder(models.Model):
    """A folder. `pattern` gives numbers to the documents in it: «Д-{year}/{number:4}»."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(pgettext_lazy("folder", "name"), max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="inside")
    audience = models.CharField(
        pgettext_lazy("folder", "who sees"),
        max_length=6,
        choices=Audience,
        default=Audience.PARENT,
    )
    pattern = models.CharField(pgettext_lazy("folder", "numbers"), max_length=60, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("documents", "folder")
        constraints = [
            models.UniqueConstraint(
                "parent", "name", name="folder_name_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")), name="folder_not_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class FolderViewer(models.Model):
    """A department (with those below) or a role that a closed folder is open to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    folder = models.ForeignKey(Folder, models.CASCADE, related_name="viewers")
    department = models.ForeignKey(Department, models.CASCADE, null=True, related_name="+")
    role = models.ForeignKey(Role, models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("documents", "viewer of a folder")
        constraints = [
            models.CheckConstraint(
                condition=Q(department=None) ^ Q(role=None), name="folder_viewer_is_one"
            ),
            models.UniqueConstraint(
                "folder", "department", "role", name="folder_viewer_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return str(self.department or self.role)


class FolderCounter(models.Model):
    """The last number given in a folder, by year where its pattern names the year.

    It has no history: what is undone leaves its number used, so that no number is given twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    folder = models.ForeignKey(Folder, models.CASCADE, related_name="counters")
    year = models.PositiveSmallIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = pgettext_lazy("documents", "counter of a folder")
        constraints = [models.UniqueConstraint("folder", "year", name="folder_counter_once")]

    def __str__(self) -> str:
        return str(self.last)
