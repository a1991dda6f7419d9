"""Questions about the company."""

from django.db.models import QuerySet

from orbita.platform.accounts.models import User
from orbita.platform.company.models import Company, LegalEntity


def is_first_visit() -> bool:
    """Whether nobody has an account yet. One statement."""
    return not User.objects.exists()


def company() -> Company | None:
    """The company; None before it was set up. One statement."""
    return Company.objects.first()


def own_entities() -> "QuerySet[LegalEntity]":
    """The own legal entities, the main one first."""
    return LegalEntity.objects.order_by("-is_main", "name")


def main_entity() -> LegalEntity | None:
    """In whose name documents are made. One statement."""
    return own_entities().filter(is_main=True).first()
