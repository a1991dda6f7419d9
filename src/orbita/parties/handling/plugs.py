"""What handling shows elsewhere."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import personal_data
from orbita.parties.handling.api import API
from orbita.parties.handling.demo import treat_demo_clients
from orbita.parties.handling.events import HandlingChanged
from orbita.parties.handling.merging import JOINED_HANDLING
from orbita.parties.handling.models import Handling
from orbita.parties.handling.panels import of_record
from orbita.parties.handling.personal import HANDLING as PERSONAL
from orbita.platform.acts.events import poke
from orbita.platform.merging.slots import join_rules
from orbita.platform.modules.slots import Module, modules
from orbita.platform.records.slots import (
    RecordAct,
    RecordPanel,
    RecordPart,
    acts,
    panels,
    parts,
)
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, demo_chapters

modules.plug(
    Module(
        "handling",
        _("How to treat clients"),
        _("Personal rules shown before a contact"),
        "heart-handshake",
        order=350,
    )
)

parts.plug(RecordPart("party", Handling, "party"))
panels.plug(
    RecordPanel(
        "handling",
        ("party", "deal", "lead"),
        _("How to treat the client"),
        "handling/panel.html",
        of_record,
        place="left",
        order=5,
        permission="parties.view",
    )
)


def _rules_url(party: Any) -> str:
    return reverse("handling:rules", args=[party.pk])


acts.plug(
    RecordAct(
        "handling",
        ("party",),
        _("How to treat the client"),
        "heart-handshake",
        _rules_url,
        order=25,
        permission="parties.edit",
        drawer=True,
    )
)
poke(HandlingChanged, lambda event: [("party", event.party_id)])
demo_chapters.plug(DemoChapter(76, "handling", treat_demo_clients))
personal_data.plug(PERSONAL)
join_rules.plug(JOINED_HANDLING)
plug_api(*API)
