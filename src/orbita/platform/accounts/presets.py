"""The roles that come with the product. What each may do is declared beside each permission.

Their names are kept in English and translated when they are shown, until somebody renames one.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

ROLES = {
    "director": _("Director"),
    "commercial": _("Commercial director"),
    "head": _("Head of sales"),
    "seller": _("Seller"),
    "marketer": _("Marketer"),
    "agent": _("Contact-centre agent"),
    "supervisor": _("Contact-centre supervisor"),
    "engineer": _("Service engineer"),
    "dispatcher": _("Dispatcher"),
    "partner": _("Partner manager"),
    "secretary": _("Secretary"),
    "accountant": _("Accountant"),
    "storekeeper": _("Storekeeper"),
    "analyst": _("Analyst"),
    "admin": _("Administrator"),
}
LIKE = {"commercial": "director"}
"""A preset role that comes with the rights of another one."""


def presets_of(said: Mapping[str, str]) -> dict[str, str]:
    """The scope of a permission for each preset role that has it."""
    like = {role: said[other] for role, other in LIKE.items() if other in said}
    return dict(said) | like
