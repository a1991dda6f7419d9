"""What the directory shows elsewhere: the kind, its rights, the menu, the palette."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.api import API
from orbita.parties.directory.commands import change_parties, delete_parties, restore_parties
from orbita.parties.directory.demo import double_demo_clients, gather_demo_clients
from orbita.parties.directory.duplicates import PARTIES as DUPLICATES
from orbita.parties.directory.events import PartiesChanged, PartyAdded
from orbita.parties.directory.following import (
    compare_added,
    compare_changed,
    compare_imported,
)
from orbita.parties.directory.importing import PARTIES as IMPORT
from orbita.parties.directory.importing.resembling import PARTIES as RESEMBLANCE
from orbita.parties.directory.lists import PARTIES
from orbita.parties.directory.merging import (
    ACCOUNTS,
    ADDRESSES,
    CONTACTS,
    ORIGINS,
    refuse_restoring,
)
from orbita.parties.directory.merging import (
    PARTY as MERGING,
)
from orbita.parties.directory.models import (
    Address,
    BankAccount,
    ContactPoint,
    ExternalId,
    Party,
    ValueOrigin,
)
from orbita.parties.directory.panels import profile
from orbita.parties.directory.searching import PARTY
from orbita.platform.acts.events import after, poke, within
from orbita.platform.duplicates.queries import suspected
from orbita.platform.duplicates.slots import matchables
from orbita.platform.imports.events import RecordsImported
from orbita.platform.imports.slots import make_importable, resemblances
from orbita.platform.lists.slots import screens
from orbita.platform.merging.slots import join_rules, mergeables
from orbita.platform.records.permissions import plug_record_permissions
from orbita.platform.records.slots import (
    RecordAct,
    RecordKind,
    RecordPanel,
    acts,
    kinds,
    labelled,
    panels,
)
from orbita.platform.resources.slots import plug_api
from orbita.platform.search.slots import make_searchable
from orbita.platform.ui.slots import (
    DemoChapter,
    MenuItem,
    PaletteCommand,
    demo_chapters,
    menu,
    palette_commands,
)


def party_url(party_id: UUID) -> str:
    """The address of the dossier."""
    return reverse("dossier:party", args=[party_id])


kinds.plug(
    RecordKind(
        key="party",
        model=Party,
        label=_("Client"),
        plural=_("Clients"),
        icon="building-2",
        title="name",
        url=party_url,
        restrictable=labelled(
            Party,
            "source",
            "site",
            "city",
            "note",
            "inn",
            "kpp",
            "ogrn",
            "born_on",
            "family",
            "industry",
            "employees",
            "revenue",
            "founded_in",
            "details",
        )
        | {
            "contact_points": _("Phones, e-mails and messengers"),
            "addresses": _("Addresses"),
            "bank_accounts": _("Bank accounts"),
        },
        follows={"contact_points": ("reach",)},
        change=change_parties,
        delete=delete_parties,
        restore=restore_parties,
        parts=(
            (ContactPoint, "party"),
            (Address, "party"),
            (BankAccount, "party"),
            (ExternalId, "party"),
            (ValueOrigin, "party"),
        ),
    )
)

panels.plug(
    RecordPanel(
        "profile",
        ("party",),
        _("Profile"),
        "directory/profile.html",
        profile,
        place="left",
        order=20,
        permission="parties.view",
    )
)


def _profile_url(party: Any) -> str:
    return reverse("directory:profile", args=[party.pk])


acts.plug(
    RecordAct(
        "edit-party",
        ("party",),
        _("Edit"),
        "pencil",
        _profile_url,
        order=10,
        permission="parties.edit",
        drawer=True,
        keys="E",
    )
)
poke(PartyAdded, lambda event: [("party", event.party_id)])
poke(PartiesChanged, lambda event: [("party", party_id) for party_id in event.party_ids])

_EVERYBODY = (
    "director", "head", "marketer", "agent", "supervisor", "engineer", "dispatcher", "partner",
    "secretary", "accountant", "storekeeper", "analyst",
)  # fmt: skip
_DESK = dict.fromkeys(("secretary", "agent", "supervisor", "partner", "marketer"), "all")
plug_record_permissions(
    "parties",
    "party",
    _("Clients"),
    {
        "view": {**dict.fromkeys(_EVERYBODY, "all"), "head": "subtree", "seller": "team"},
        "create": {**_DESK, "director": "all", "head": "all", "seller": "own"},
        "edit": {**_DESK, "director": "all", "head": "subtree", "seller": "assigned"},
        "delete": {"director": "all", "head": "subtree", "seller": "own"},
        "export": {"director": "all", "head": "subtree", "seller": "own"},
        "import": {
            **dict.fromkeys(("director", "marketer", "secretary", "partner"), "all"),
            "head": "subtree",
        },
    },
)

menu.plug(
    MenuItem(
        "parties",
        _("Clients"),
        "building-2",
        "lists:party",
        permission="parties.view",
        order=200,
        sections=("directory", "dossier"),
        keys="KeyG KeyC",
    )
)
palette_commands.plug(
    PaletteCommand(
        "new-organisation",
        _("New organisation"),
        "building-2",
        "directory:new_organisation",
        permission="parties.create",
        words=_("add client company customer"),
        order=200,
        drawer=True,
        quick=True,
    ),
    PaletteCommand(
        "new-person",
        _("New person"),
        "user-plus",
        "directory:new_person",
        permission="parties.create",
        words=_("add client contact customer"),
        order=210,
        drawer=True,
    ),
)
screens.plug(PARTIES)
make_searchable(PARTY)
make_importable(IMPORT)
matchables.plug(DUPLICATES)
resemblances.plug(RESEMBLANCE)
panels.plug(
    RecordPanel(
        "possible-duplicates",
        ("party",),
        _("Possible duplicate"),
        "duplicates/panel.html",
        suspected,
        order=5,
        permission="duplicates.decide",
    )
)
after(PartyAdded, compare_added)
after(PartiesChanged, compare_changed)
after(RecordsImported, compare_imported)
mergeables.plug(MERGING)
join_rules.plug(CONTACTS, ADDRESSES, ACCOUNTS, ORIGINS)
within(PartiesChanged, refuse_restoring)
demo_chapters.plug(
    DemoChapter(30, "directory", gather_demo_clients),
    DemoChapter(94, "duplicates", double_demo_clients),
)
plug_api(*API)
