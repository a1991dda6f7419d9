"""The search's settings in the database, and its place in the palette."""

from django.db import connection

from orbita.platform.migrating import AfterMigrate, steps

LIKENESS = 0.45
"""From what likeness on a word counts as a typo of another: 0.6, the default, misses two wrong letters."""


def settle_likeness() -> None:
    """Set the threshold for every connection to this database. Needs its owner."""
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} SET pg_trgm.word_similarity_threshold = {LIKENESS}")
        cursor.execute(f"SET pg_trgm.word_similarity_threshold = {LIKENESS}")


steps.plug(AfterMigrate("search likeness", settle_likeness, order=30))
