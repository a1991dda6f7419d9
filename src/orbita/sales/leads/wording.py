"""What is said about leads, in the reader's language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from orbita.kit.money import format_amount
from orbita.sales.leads import rules
from orbita.sales.leads.models import Lead

NAMES = (
    "person_name", "position", "company_name", "phone", "email", "messenger", "city", "product",
    "score", "text", "external_id", "details",
)  # fmt: skip


def whole_text_of(lead: Lead) -> str:
    """Everything that a lead says, as one text."""
    amount = (
        format_amount(lead.amount, lead.currency, get_language() or "ru")
        if lead.amount is not None
        else ""
    )
    values = {name: getattr(lead, name) for name in NAMES}
    return rules.whole_text(values, lead.source.name if lead.source else "", amount)


def why_given(lead: Lead) -> str:
    """Why its owner has it: by which rule and how, or who gave it; "" where there is no story."""
    given = lead.given or {}
    words = {
        "fixed": _("rule “%(rule)s”"),
        "turn": _("rule “%(rule)s”, in turn"),
        "load": _("rule “%(rule)s”, had least to do"),
        "wait": _("rule “%(rule)s”: nobody is at work, waits for the opening"),
        "late": _("nobody took it in time"),
        "hand": _("given by %(by)s") if given.get("by") else _("given by hand"),
        "taken": _("took it himself"),
    }.get(given.get("mode", ""), "")
    said = words % given if words and "%(" in words else words
    if given.get("instead_of"):
        said += ", " + _("instead of %(name)s") % {"name": given["instead_of"]}
    if given.get("passed") and given.get("mode") != "late":
        said += ", " + _("the one before did not take it in time")
    return said
