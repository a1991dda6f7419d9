"""What the classifier shows elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.classifier import blueprint
from orbita.parties.classifier.api import API
from orbita.parties.classifier.demo import sort_demo_clients
from orbita.parties.classifier.events import PartiesPlaced, TreeChanged
from orbita.parties.classifier.lists import CLASSIFIER
from orbita.parties.classifier.models import Placement
from orbita.parties.classifier.panels import standing
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.events import poke
from orbita.platform.blueprints.slots import sections
from orbita.platform.lists.slots import MoreColumns, more_columns
from orbita.platform.records.slots import RecordPanel, RecordPart, panels, parts
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, SettingsItem, demo_chapters, settings_items

MANAGERS = ("director", "head", "marketer", "secretary", "admin")

permissions.plug(
    Permission("classifier.manage", _("Change classifiers"), dict.fromkeys(MANAGERS, "all"))
)
parts.plug(RecordPart("party", Placement, "party"))
panels.plug(
    RecordPanel(
        "classifier",
        ("party",),
        _("Classifiers"),
        "classifier/panel.html",
        standing,
        place="left",
        order=30,
        permission="parties.view",
    )
)
settings_items.plug(
    SettingsItem(
        "classifiers",
        _("Classifiers"),
        _("Trees by which clients are divided: industry, region, size"),
        "folder-tree",
        "classifier:trees",
        permission="classifier.manage",
        order=300,
    )
)
poke(TreeChanged, lambda event: [("classifier", event.tree_id)])
poke(PartiesPlaced, lambda event: [("party", party_id) for party_id in event.party_ids])
more_columns.plug(MoreColumns("classifier", "party", CLASSIFIER))
demo_chapters.plug(DemoChapter(50, "classifier", sort_demo_clients))
plug_api(*API)
sections.plug(blueprint.TREES)
