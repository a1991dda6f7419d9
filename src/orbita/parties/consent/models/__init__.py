from orbita.parties.consent.models.consents import (
    Basis,
    Consent,
    Decision,
    Proof,
    Purpose,
    Wording,
)
from orbita.parties.consent.models.erasures import Erasure, Keeping, KeepingRun, Privacy, What
from orbita.parties.consent.models.requests import Law, RequestState, Sort, SubjectRequest

__all__ = [
    "Basis",
    "Consent",
    "Decision",
    "Erasure",
    "Keeping",
    "KeepingRun",
    "Law",
    "Privacy",
    "Proof",
    "Purpose",
    "RequestState",
    "Sort",
    "SubjectRequest",
    "What",
    "Wording",
]
