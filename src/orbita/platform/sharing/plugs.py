"""Sharing on other pages: acts of every record, the way to shared records, the notice."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.access.slots import Reach, reaches
from orbita.platform.acts.events import poke
from orbita.platform.modules.slots import Module, modules
from orbita.platform.notifications.slots import NoticeKind, plug_notice
from orbita.platform.records.slots import EVERY_KIND, RecordAct, acts, kind_of
from orbita.platform.resources.slots import plug_api
from orbita.platform.sharing import reasons
from orbita.platform.sharing.api import API
from orbita.platform.sharing.demo import share_demo_records
from orbita.platform.sharing.events import RecordShared, ShareTaken
from orbita.platform.sharing.queries import HELD, shared
from orbita.platform.ui.slots import DemoChapter, demo_chapters

modules.plug(
    Module(
        "sharing",
        _("Shared records"),
        _("Single records are opened to colleagues for a term"),
        "share-2",
        order=530,
    )
)

reaches.plug(Reach("shares", HELD, shared, reasons.why))


def _address(name: str, record: Any) -> str:
    """The drawer of a record of a kind whose rights are open to sharing."""
    kind = kind_of(type(record))
    return reverse(name, args=[kind.key, record.pk]) if kind.restrictable else ""


acts.plug(
    RecordAct(
        "share",
        EVERY_KIND,
        pgettext_lazy("record", "Share"),
        "share-2",
        lambda record: _address("sharing:shares", record),
        order=70,
        drawer=True,
    ),
    RecordAct(
        "why-seen",
        EVERY_KIND,
        _("Why do I see this?"),
        "circle-help",
        lambda record: _address("sharing:why", record),
        order=75,
        drawer=True,
    ),
)
plug_notice(
    NoticeKind("shared", _("A record is shared with you"), "share-2", reasons.word, "teal"),
    RecordShared,
    reasons.announced,
)
poke(RecordShared, lambda event: [(event.kind, event.record_id)])
poke(ShareTaken, lambda event: [(event.kind, event.record_id)])
demo_chapters.plug(DemoChapter(400, "sharing", share_demo_records))
plug_api(*API)
