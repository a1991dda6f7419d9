"""The search index: one row a record, in the same database and the same transaction."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """What a record of any kind is found by. Written by the database alone (a derived table)."""

    record_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=50)
    title = models.CharField(max_length=1000)
    subtitle = models.CharField(max_length=1000)
    folded = models.CharField(max_length=200)
    """The title as typos are compared with it: lower case, ё as е, no quotes."""
    digits = models.TextField()
    """Digits of phones and requisites, a space between them."""
    vector = SearchVectorField()
    """Every word of the record, as it stands and in its Russian stem."""

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_vector"),
            GinIndex(fields=["folded"], name="search_folded", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["digits"], name="search_digits", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["kind"], name="search_kind"),
        ]

    def __str__(self) -> str:
        return self.title
