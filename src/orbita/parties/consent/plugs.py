"""What privacy shows elsewhere, and where personal data lies below."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.parties.consent import blueprint, commands, notices, works
from orbita.parties.consent import panels as shown
from orbita.parties.consent.api import API
from orbita.parties.consent.commands.erasing import refuse_bringing_back
from orbita.parties.consent.demo import consent_demo_people
from orbita.parties.consent.erasing.outside import erase_archives, erase_import_files
from orbita.parties.consent.events import (
    ConsentsChanged,
    KeepingReached,
    PersonErased,
    RequestsChanged,
)
from orbita.parties.consent.lists import CONSENTS, PARTY_COLUMNS, REQUESTS
from orbita.parties.consent.models import Consent, SubjectRequest
from orbita.parties.consent.places import DIRECTORY, OWN, PLATFORM
from orbita.parties.consent.presets import settle_purposes
from orbita.parties.consent.slots import Outside, outside, personal_data
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import Record, poke, within
from orbita.platform.acts.undone import ActUndone
from orbita.platform.blueprints.slots import sections
from orbita.platform.jobs.slots import work_kinds
from orbita.platform.lists.slots import MoreColumns, more_columns, screens
from orbita.platform.migrating import AfterMigrate, steps
from orbita.platform.modules.slots import Module, modules
from orbita.platform.notifications.slots import NoticeKind, plug_notice
from orbita.platform.records.permissions import plug_record_permissions
from orbita.platform.records.slots import (
    RecordAct,
    RecordFact,
    RecordKind,
    RecordPanel,
    RecordPart,
    acts,
    facts,
    kinds,
    panels,
    parts,
)
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import (
    DemoChapter,
    PaletteCommand,
    SettingsItem,
    demo_chapters,
    palette_commands,
    settings_items,
)

modules.plug(
    Module(
        "consent",
        _("Personal data"),
        _("Consents, requests of people, erasure and terms of keeping"),
        "shield",
        order=360,
    )
)

kinds.plug(
    RecordKind(
        "consent", Consent, _("Consent"), _("Consents"), "badge-check", "party__name",
        lambda pk: reverse("consent:consent", args=[pk]), commands.change_consents,
        commands.delete_consents, commands.restore_consents,
    ),
    RecordKind(
        "subject_request", SubjectRequest, _("Request of a data subject"),
        _("Requests of data subjects"), "inbox", "party__name",
        lambda pk: reverse("consent:request", args=[pk]), commands.change_requests,
        commands.delete_requests, commands.restore_requests,
    ),
)  # fmt: skip
parts.plug(RecordPart("party", Consent, "party"), RecordPart("party", SubjectRequest, "party"))

_KEEPERS = dict.fromkeys(("director", "supervisor", "admin"), "all")
_ALL = dict.fromkeys(("director", "supervisor"), "all")
_DESK = dict.fromkeys(("head", "seller", "marketer", "agent", "partner", "secretary"), "all")
plug_record_permissions(
    "consents",
    "consent",
    _("Consents"),
    {
        "view": {**_DESK, **_ALL},
        "create": {**_DESK, **_ALL},
        "edit": {**dict.fromkeys(_DESK, "own"), **_ALL},
        "delete": {**dict.fromkeys(_DESK, "own"), **_ALL},
        "export": _ALL,
    },
)
plug_record_permissions(
    "subject_requests",
    "subject_request",
    _("Requests of data subjects"),
    {
        "view": {**_DESK, **_ALL},
        "create": {**_DESK, **_ALL},
        "edit": {**dict.fromkeys(_DESK, "own"), **_ALL},
        "delete": _ALL,
        "export": _ALL,
    },
)
permissions.plug(
    Permission("privacy.view", _("Personal data: requests, erasures, terms"), _KEEPERS),
    Permission("privacy.manage", _("Personal data: set up purposes, texts, terms"), _KEEPERS),
    Permission("privacy.export", _("Personal data: hand over all that is known"), _KEEPERS),
    Permission("privacy.erase", _("Personal data: erase a person for good"), _KEEPERS),
)
screens.plug(CONSENTS, REQUESTS)
more_columns.plug(MoreColumns("consents", "party", PARTY_COLUMNS))
panels.plug(
    RecordPanel(
        "consents", ("party",), _("Consents"), "consent/panel.html", shown.consents,
        place="left", order=60, permission="consents.view",
    ),
    RecordPanel(
        "consent-about", ("consent",), _("Consent"), "consent/consent_panel.html", shown.consent,
        place="main", order=10,
    ),
    RecordPanel(
        "request-about", ("subject_request",), _("Request of a data subject"),
        "consent/request_panel.html", shown.request, place="main", order=10,
    ),
)  # fmt: skip
facts.plug(
    RecordFact("refusal", ("party",), shown.refusal_fact, order=5, permission="consents.view"),
    RecordFact("erasure", ("party",), shown.erasure_fact, order=1),
)
acts.plug(
    RecordAct(
        "consent", ("party",), _("Write down a consent"), "badge-check", shown.act_url("new"),
        order=70, permission="consents.create", drawer=True,
    ),
    RecordAct(
        "subject-request", ("party",), _("Request on data"), "inbox",
        shown.act_url("new_request"), order=71, permission="subject_requests.create", drawer=True,
    ),
    RecordAct(
        "personal-archive", ("party",), _("Hand over personal data"), "archive",
        shown.act_url("packing"), order=72, permission="privacy.export", method="post",
    ),
    RecordAct(
        "erase", ("party",), _("Erase personal data"), "trash-2", shown.act_url("erasure"),
        order=90, permission="privacy.erase", drawer=True, danger=True,
    ),
    RecordAct(
        "withdraw", ("consent",), _("Withdraw"), "undo-2",
        lambda row: reverse("consent:withdrawal", args=[row.pk]) if row.state == "given" else "",
        place="button", order=10, permission="consents.edit", drawer=True,
    ),
    RecordAct(
        "take-request", ("subject_request",), _("Take into work"), "play",
        lambda row: reverse("consent:taking", args=[row.pk]) if row.state == "new" else "",
        place="button", order=10, permission="subject_requests.edit", method="post",
    ),
    RecordAct(
        "answer-request", ("subject_request",), _("Answer"), "message-square",
        lambda row: reverse("consent:closure", args=[row.pk]) if row.is_open else "",
        place="button", order=20, permission="subject_requests.edit", drawer=True,
    ),
    RecordAct(
        "extend-request", ("subject_request",), _("Extend the term"), "calendar",
        lambda row: reverse("consent:extension", args=[row.pk]) if row.is_open else "",
        order=30, permission="subject_requests.edit", drawer=True,
    ),
)  # fmt: skip
settings_items.plug(
    SettingsItem(
        "privacy",
        _("Personal data"),
        _("Consents, requests of people, terms, erasure (152-FZ, GDPR)"),
        "shield",
        "consent:settings",
        permission="privacy.view",
        order=70,
    )
)
palette_commands.plug(
    PaletteCommand(
        "privacy", _("Personal data"), "shield", "consent:settings", permission="privacy.view",
        words=_("privacy consent erasure 152-FZ GDPR"), order=420,
    ),
    PaletteCommand(
        "consents", _("Consents"), "badge-check", "lists:consent", permission="consents.view",
        words=_("refusal advertising purpose"), order=421,
    ),
    PaletteCommand(
        "subject-requests", _("Requests of data subjects"), "inbox", "lists:subject_request",
        permission="subject_requests.view", words=_("privacy term answer"), order=422,
    ),
)  # fmt: skip
work_kinds.plug(works.PACK, works.ERASE)
steps.plug(AfterMigrate("purposes of consents", settle_purposes, order=60))
plug_notice(
    NoticeKind("keeping", _("Terms of personal data"), "shield", notices.word_reached, "amber"),
    KeepingReached,
    notices.reached,
)


def _told(event: ConsentsChanged) -> Iterable[Record]:
    yield from (("consent", pk) for pk in event.consent_ids)
    yield from (("party", pk) for pk in event.party_ids)


def _asked(event: RequestsChanged) -> Iterable[Record]:
    yield from (("subject_request", pk) for pk in event.request_ids)
    yield from (("party", pk) for pk in event.party_ids)


poke(ConsentsChanged, _told)
poke(RequestsChanged, _asked)
poke(PersonErased, lambda event: [("party", event.party_id)])
within(ActUndone, refuse_bringing_back)
personal_data.plug(*DIRECTORY, *OWN, *PLATFORM)
outside.plug(
    Outside("imports", _("Files of imports"), erase_import_files),
    Outside("archives", _("Archives of persons"), erase_archives),
)
demo_chapters.plug(DemoChapter(88, "consent", consent_demo_people))
plug_api(*API)
sections.plug(blueprint.PURPOSES, blueprint.KEEPINGS)
