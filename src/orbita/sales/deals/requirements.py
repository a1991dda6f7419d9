"""What a stage may ask for before a deal comes to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orbita.platform.fields.queries import own_fields
from orbita.sales.deals.models import Deal, DealCompetitor, DealLine, DealMember


@dataclass(frozen=True)
class Requirement:
    """Something that must be known; `lacking` finds the deals where it is not.

    `field` is the field of the form that asks for it, where a form can.
    """

    key: str
    label: str | Promise
    lacking: Q
    field: str = ""


def _without(model: type[DealLine | DealMember | DealCompetitor]) -> Q:
    return ~Q(Exists(model.objects.filter(deal=OuterRef("pk"))))


_BUILT_IN: dict[str, Requirement] = {
    requirement.key: requirement
    for requirement in (
        Requirement("party", _("Client"), Q(party=None), "party"),
        Requirement("amount", _("Amount"), Q(amount=None), "amount"),
        Requirement("expected_on", _("Expected on"), Q(expected_on=None), "expected_on"),
        Requirement("product", _("Product"), Q(product=""), "product"),
        Requirement("source", _("Source"), Q(source=""), "source"),
        Requirement("note", _("Note"), Q(note=""), "note"),
        Requirement("next_step", _("Next step"), Q(pulse__next_step_at=None), "next_step"),
        Requirement("lines", _("Lines"), _without(DealLine)),
        Requirement("members", _("Team"), _without(DealMember)),
        Requirement("competitor", _("Competitors"), _without(DealCompetitor)),
    )
}


def requirements() -> dict[str, Requirement]:
    """Everything that a stage may ask for, the own fields of deals among it."""
    own = {
        one.name: Requirement(one.name, one.label, Q(**{f"{one.path}__isnull": True}), one.name)
        for one in own_fields("deal")
        if not one.is_computed
    }
    return _BUILT_IN | own


def lacking(ids: Iterable[UUID], required: Sequence[str]) -> list[Requirement]:
    """What at least one of the deals lacks of what is required. One statement a requirement."""
    deals = Deal.objects.filter(pk__in=list(ids))
    known = requirements()
    asked = (known[key] for key in required if key in known)
    return [requirement for requirement in asked if deals.filter(requirement.lacking).exists()]
