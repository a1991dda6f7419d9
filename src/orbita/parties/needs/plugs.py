"""What needs show elsewhere."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.consent.slots import personal_data
from orbita.parties.needs import blueprint
from orbita.parties.needs.api import API
from orbita.parties.needs.commands import MANAGE, change_needs, delete_needs, restore_needs
from orbita.parties.needs.demo import hear_demo_needs
from orbita.parties.needs.events import NeedsChanged, TopicsChanged
from orbita.parties.needs.lists import NEEDS, PARTY_NEEDS
from orbita.parties.needs.models import Need
from orbita.parties.needs.panels import of_party
from orbita.parties.needs.personal import NEEDS as PERSONAL
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import poke
from orbita.platform.blueprints.slots import sections
from orbita.platform.derived.slots import Source
from orbita.platform.lists.slots import MoreColumns, more_columns, screens
from orbita.platform.modules.slots import Module, modules
from orbita.platform.records.permissions import plug_record_permissions
from orbita.platform.records.slots import (
    RecordAct,
    RecordKind,
    RecordPanel,
    RecordPart,
    acts,
    kinds,
    panels,
    parts,
)
from orbita.platform.resources.slots import plug_api
from orbita.platform.search.slots import Searchable, make_searchable
from orbita.platform.ui.slots import (
    DemoChapter,
    MenuItem,
    SettingsItem,
    demo_chapters,
    menu,
    settings_items,
)

modules.plug(
    Module(
        "needs",
        _("Needs"),
        _("What clients look for, told by topics"),
        "target",
        order=340,
    )
)

kinds.plug(
    RecordKind(
        key="need",
        model=Need,
        label=pgettext_lazy("record", "Need"),
        plural=_("Needs"),
        icon="target",
        title="words",
        url=lambda pk: reverse("needs:need", args=[pk]),
        change=change_needs,
        delete=delete_needs,
        restore=restore_needs,
    )
)
parts.plug(RecordPart("party", Need, "party"))

_EVERYBODY = (
    "director", "head", "marketer", "agent", "supervisor", "engineer", "dispatcher", "partner",
    "secretary", "accountant", "storekeeper", "analyst",
)  # fmt: skip
_DESK = dict.fromkeys(("secretary", "agent", "supervisor", "partner", "marketer"), "all")
plug_record_permissions(
    "needs",
    "need",
    _("Needs"),
    {
        "view": {**dict.fromkeys(_EVERYBODY, "all"), "head": "subtree", "seller": "assigned"},
        "create": {**_DESK, "director": "all", "head": "all", "seller": "own", "engineer": "own"},
        "edit": {**_DESK, "director": "all", "head": "subtree", "seller": "assigned"},
        "delete": {"director": "all", "head": "subtree", "seller": "own"},
        "export": {"director": "all", "head": "subtree", "seller": "own", "marketer": "all"},
    },
)
permissions.plug(
    Permission(
        MANAGE,
        _("Change topics of needs"),
        dict.fromkeys(("director", "head", "marketer", "admin"), "all"),
    )
)
screens.plug(NEEDS)
more_columns.plug(MoreColumns("needs", "party", PARTY_NEEDS))
make_searchable(
    Searchable(
        kind="need",
        table="needs_need",
        title="s.words",
        subtitle="left(s.quote, 200)",
        words="concat_ws(' ', s.words, s.quote)",
        digits="''",
        sources=(Source("needs_need", "r.id", ("words", "quote", "deleted_at")),),
        order=70,
        finds=("words", "quote"),
    )
)
panels.plug(
    RecordPanel(
        "needs",
        ("party",),
        _("Needs"),
        "needs/party_panel.html",
        of_party,
        place="right",
        order=15,
        permission="needs.view",
        live=True,
    )
)


def _note_url(party: Any) -> str:
    return reverse("needs:note", args=[party.pk])


acts.plug(
    RecordAct(
        "note-need",
        ("party",),
        pgettext_lazy("record", "Need"),
        "target",
        _note_url,
        place="create",
        order=60,
        permission="needs.create",
        drawer=True,
    )
)
menu.plug(
    MenuItem(
        "needs",
        _("Needs"),
        "target",
        "lists:need",
        permission="needs.view",
        order=215,
        sections=("needs",),
        phone=False,
    )
)
settings_items.plug(
    SettingsItem(
        "need-topics",
        _("Topics of needs"),
        _("What clients may need: a tree for lists and segments"),
        "folder-tree",
        "needs:topics",
        permission=MANAGE,
        order=316,
    )
)
poke(
    NeedsChanged,
    lambda event: [
        *(("need", pk) for pk in event.need_ids),
        *(("party", pk) for pk in event.party_ids),
    ],
)
poke(TopicsChanged, lambda event: [("need_topic", event.by)] if event.by else [])
demo_chapters.plug(DemoChapter(78, "needs", hear_demo_needs))
personal_data.plug(*PERSONAL)
plug_api(*API)
sections.plug(blueprint.TOPICS)
