"""What leads tell of a person, linked to him or not: the same phone or mail is his."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import CONTACT, NAME, PersonalData
from orbita.sales.leads.models import Lead

LEADS = PersonalData(
    Lead,
    _("Leads"),
    subject=("party", "person"),
    same=("phone_normal", "email_normal", "messenger_normal"),
    blank=(
        "text", "person_name", "position", "phone", "phone_normal", "email", "email_normal",
        "messenger", "messenger_normal", "city", "reject_comment", "external_id", "details",
    ),
    token=("subject",),
    scrub=(
        "subject", "text", "company_name", "product", "reject_comment", "given",
        "details", "own",
    ),
    marks={
        "person_name": NAME, "phone": CONTACT, "phone_normal": CONTACT, "email": CONTACT,
        "messenger": CONTACT,
    },
    files=True,
)  # fmt: skip
