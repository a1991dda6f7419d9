"""Acts of privacy."""

from orbita.parties.consent.commands.consents import (
    change_consents,
    delete_consents,
    give_consent,
    restore_consents,
    withdraw_consents,
)
from orbita.parties.consent.commands.erasing import anonymise_person
from orbita.parties.consent.commands.requests import (
    add_request,
    answer_request,
    change_requests,
    delete_requests,
    extend_request,
    restore_requests,
    take_request,
)
from orbita.parties.consent.commands.settings import (
    add_wording,
    remove_keeping,
    save_keeping,
    save_privacy,
    save_purpose,
)

__all__ = [
    "add_request",
    "add_wording",
    "anonymise_person",
    "answer_request",
    "change_consents",
    "change_requests",
    "delete_consents",
    "delete_requests",
    "extend_request",
    "give_consent",
    "remove_keeping",
    "restore_consents",
    "restore_requests",
    "save_keeping",
    "save_privacy",
    "save_purpose",
    "take_request",
    "withdraw_consents",
]
