"""Where the directory and the platform keep data of people.

Apps above declare theirs in a `personal.py` of their own. The platform lies below and does not know
what a client is, so its tables are declared here.
"""

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from orbita.parties.consent.models import Consent, Erasure, Keeping, SubjectRequest
from orbita.parties.consent.slots import CODE, CONTACT, DAY, NAME, PersonalData
from orbita.parties.directory.models import (
    Address,
    BankAccount,
    ContactPoint,
    ExternalId,
    Party,
    ValueOrigin,
)
from orbita.platform.audit.models import Look
from orbita.platform.duplicates.models import Distinction, MatchKey
from orbita.platform.files.models import (
    Document,
    DocumentVersion,
    FileContent,
    Folder,
    StoredFile,
)
from orbita.platform.imports.models import AlikeRow, Import, Mapping
from orbita.platform.jobs.models import JobFault, Work
from orbita.platform.lists.models import SavedView
from orbita.platform.merging.models import RowChange
from orbita.platform.notifications.models import Notice, Reminder
from orbita.platform.registers.models import Entry
from orbita.platform.sharing.models import Share

WORDS = (
    "to_tsvector('simple', orbita_fold(left({0}, 100000)))"
    " || to_tsvector('russian', orbita_fold(left({0}, 100000)))"
)
"""What a document is found by, once a person was taken out of its text."""

DIRECTORY = (
    PersonalData(
        Party,
        _("Profile"),
        subject=("pk",),
        blank=(
            "full_name", "last_name", "first_name", "middle_name", "born_on", "family", "source",
            "site", "city", "note", "inn", "kpp", "ogrn", "doubtful", "industry", "details",
        ),
        token=("name",),
        scrub=("note", "family", "details", "source", "own"),
        marks={
            "last_name": NAME, "first_name": NAME, "middle_name": NAME, "name": NAME,
            "full_name": NAME, "born_on": DAY, "inn": CODE, "ogrn": CODE, "site": CODE,
        },
        files=True,
    ),
    PersonalData(
        ContactPoint, _("Contacts"), subject=("party",), drop=True, scrub=("label",),
        marks={"value": CONTACT, "normal": CONTACT},
    ),
    PersonalData(
        Address, _("Addresses"), subject=("party",), drop=True, marks={"street": CODE}
    ),
    PersonalData(
        BankAccount, _("Bank accounts"), subject=("party",), drop=True, marks={"account": CODE}
    ),
    PersonalData(
        ExternalId, _("Outside keys"), subject=("party",), drop=True, marks={"value": CODE}
    ),
    PersonalData(ValueOrigin, _("Origins of values"), subject=("party",), drop=True),
)  # fmt: skip
OWN = (
    PersonalData(Erasure, _("Record of destruction"), scrub=("reason",)),
    PersonalData(Keeping, _("Rules of retention"), scrub=("name", "condition")),
    PersonalData(
        Consent,
        _("Consents"),
        subject=("party",),
        blank=("proof_note", "withdrawn_how"),
        scrub=("proof_note", "withdrawn_how", "own"),
    ),
    PersonalData(
        SubjectRequest,
        _("Requests"),
        subject=("party",),
        blank=("text", "answer", "came_by", "extended_why"),
        scrub=("text", "answer", "came_by", "extended_why", "own"),
        files=True,
    ),
)
PLATFORM = (
    PersonalData(StoredFile, _("Names of files"), scrub=("name",)),
    PersonalData(Document, _("Documents"), scrub=("title", "own")),
    PersonalData(DocumentVersion, _("Versions of documents"), scrub=("note",)),
    PersonalData(
        FileContent, _("Texts read in files"), scrub=("text", "verdict_note"),
        along={"vector": ("text", WORDS)},
    ),
    PersonalData(Folder, _("Folders"), scrub=("name",)),
    PersonalData(
        Notice, _("Notices"), record=("record_kind", "record_id"), drop=True, scrub=("values",)
    ),
    PersonalData(
        Reminder, _("Reminders"), record=("record_kind", "record_id"), drop=True, scrub=("text",)
    ),
    PersonalData(SavedView, _("Saved views"), scrub=("name", "query")),
    PersonalData(Entry, _("Own registers"), scrub=("title", "details", "own")),
    PersonalData(Work, _("Long work"), scrub=("title", "note", "parameters", "result")),
    PersonalData(JobFault, _("Errors of jobs"), scrub=("text", "trace")),
    PersonalData(ProcrastinateJob, _("Jobs"), scrub=("args",)),
    PersonalData(Import, _("Imports"), scrub=("file_name", "choices", "checked", "made")),
    PersonalData(
        AlikeRow, _("Rows of imports that resemble records"),
        record=("record_kind", "record_id"), drop=True, scrub=("said",),
    ),
    PersonalData(Mapping, _("Remembered columns"), scrub=("choices",)),
    PersonalData(Look, _("Log of looks"), scrub=("subject", "condition")),
    PersonalData(
        MatchKey, _("Keys of the search for duplicates"), record=("kind", "record"), drop=True
    ),
    PersonalData(Distinction, _("Decisions about duplicates"), scrub=("why",)),
    PersonalData(RowChange, _("Merges"), scrub=("before", "after")),
    PersonalData(
        Share, _("Shares"), record=("kind", "record_id"), blank=("reason",), scrub=("reason",)
    ),
)  # fmt: skip
