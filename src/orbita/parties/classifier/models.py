"""Classifier: any number of trees, a party in any number of their branches."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Party
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class Tree(models.Model):
    """One way of dividing parties: by industry, region, size …"""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(pgettext_lazy("classifier", "name"), max_length=200, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("classifier")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Branch(models.Model):
    """A node of a tree. `path` holds the keys from the root down, so a branch with all its
    descendants is a prefix search."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tree = models.ForeignKey(
        Tree, models.CASCADE, related_name="branches", verbose_name=_("classifier")
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    name = models.CharField(pgettext_lazy("classifier", "name"), max_length=200)
    path = models.CharField(max_length=1000, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("branch")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                "tree", "parent", "name", name="branch_name", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(fields=["path"], name="branch_path", opclasses=["text_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Placement(models.Model):
    """A party stands in a branch."""

    party = models.ForeignKey(
        Party, models.CASCADE, related_name="placements", verbose_name=_("client")
    )
    branch = models.ForeignKey(
        Branch, models.CASCADE, related_name="placements", verbose_name=_("branch")
    )

    class Meta:
        verbose_name = _("place in a classifier")
        verbose_name_plural = _("places in classifiers")
        constraints = [models.UniqueConstraint("party", "branch", name="placement_once")]

    def __str__(self) -> str:
        return str(self.branch)
