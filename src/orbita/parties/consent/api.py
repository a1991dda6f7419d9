"""What programs do with consents, requests of people, and the settings of privacy."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent import commands
from orbita.parties.consent.commands import consents, requests
from orbita.parties.consent.models import Consent, Keeping, Privacy, Purpose, SubjectRequest
from orbita.platform.resources.slots import ApiAct, ApiResource, ApiTable, columns

MANAGE = "privacy.manage"
PURPOSE = columns(Purpose, "name", "note", "is_marketing", "months", "is_active")
KEEPING = columns(Keeping, "name", "condition", "since", "months", "what", "is_active")

API = (
    ApiResource(
        "consent", "consents", editable=tuple(consents.EDITABLE), create=commands.give_consent,
        more=columns(Consent, "basis", "decision", "proof"), order=44,
    ),
    ApiAct("consents/withdrawal/", commands.withdraw_consents),
    ApiAct("consents/{id}/withdrawal/", commands.withdraw_consents, one=True),
    ApiResource(
        "subject_request", "subject-requests", editable=tuple(requests.EDITABLE),
        create=commands.add_request, more=columns(SubjectRequest, "sort", "law"), order=45,
    ),
    ApiAct("subject-requests/{request_id}/taking/", commands.take_request),
    ApiAct("subject-requests/{request_id}/answer/", commands.answer_request, "put"),
    ApiAct("subject-requests/{request_id}/extension/", commands.extend_request),
    ApiAct(
        "parties/{party_id}/erasure/", commands.anonymise_person, without=("step",),
        permission="privacy.erase",
    ),
    ApiTable(
        "purposes", _("Purposes"), lambda actor: Purpose.objects.all(), Purpose,
        ("key", *PURPOSE, "position"), permission="consents.view",
    ),
    ApiAct("purposes/", commands.save_purpose, fixed={"purpose_id": None}, spread="values",
           body=PURPOSE, permission=MANAGE),
    ApiAct("purposes/{purpose_id}/", commands.save_purpose, "patch", spread="values", body=PURPOSE,
           permission=MANAGE),
    ApiAct("purposes/{purpose_id}/wordings/", commands.add_wording, permission=MANAGE),
    ApiTable(
        "retention-rules", _("Rules of retention"), lambda actor: Keeping.objects.all(), Keeping,
        tuple(KEEPING), permission=MANAGE,
    ),
    ApiAct("retention-rules/", commands.save_keeping, fixed={"keeping_id": None}, spread="values",
           body=KEEPING, permission=MANAGE),
    ApiAct("retention-rules/{keeping_id}/", commands.save_keeping, "patch", spread="values",
           body=KEEPING, permission=MANAGE),
    ApiAct("retention-rules/{keeping_id}/", commands.remove_keeping, "delete", permission=MANAGE),
    ApiAct("privacy/", commands.save_privacy, "patch", spread="values", permission=MANAGE,
           body=columns(Privacy, "responsible", "contact", "notice")),
)  # fmt: skip
