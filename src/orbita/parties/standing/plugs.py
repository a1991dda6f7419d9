"""What classes show elsewhere and keep up to date."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import personal_data
from orbita.parties.standing import blueprint
from orbita.parties.standing.api import API
from orbita.parties.standing.commands import resettle_undone
from orbita.parties.standing.commands.shaping import MANAGE
from orbita.parties.standing.demo import class_demo_clients
from orbita.parties.standing.events import (
    ClassGiven,
    ClassificationsChanged,
    PartiesReclassified,
)
from orbita.parties.standing.jobs import run_reclassifying
from orbita.parties.standing.lists import ANY_CLASS, class_columns
from orbita.parties.standing.merging import JOINED_CLASSES
from orbita.parties.standing.models import ClassOverride
from orbita.parties.standing.panels import of_party
from orbita.parties.standing.personal import STANDING as PERSONAL
from orbita.parties.standing.presets import settle_classifications
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.events import poke, within
from orbita.platform.acts.undone import ActUndone
from orbita.platform.blueprints.slots import sections
from orbita.platform.jobs.slots import WorkKind, work_kinds
from orbita.platform.lists.slots import (
    ColumnSource,
    MoreColumns,
    column_sources,
    more_columns,
)
from orbita.platform.merging.slots import join_rules
from orbita.platform.migrating import AfterMigrate, steps
from orbita.platform.modules.slots import Module, modules
from orbita.platform.records.slots import RecordPanel, RecordPart, panels, parts
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, SettingsItem, demo_chapters, settings_items

modules.plug(
    Module(
        "standing",
        _("Classifications"),
        _("Classes of clients by rules, points and shares"),
        "scale",
        order=330,
    )
)

permissions.plug(
    Permission(
        MANAGE,
        _("Change classifications of clients"),
        dict.fromkeys(("director", "head", "marketer", "analyst", "admin"), "all"),
    )
)
parts.plug(RecordPart("party", ClassOverride, "party"))
more_columns.plug(MoreColumns("classes", "party", ANY_CLASS))
column_sources.plug(ColumnSource("classes", class_columns))
panels.plug(
    RecordPanel(
        "classes",
        ("party",),
        _("Classes"),
        "standing/party_panel.html",
        of_party,
        place="left",
        order=33,
        permission="parties.view",
    )
)
settings_items.plug(
    SettingsItem(
        "classes",
        _("Classes of clients"),
        _("Temperature, loyalty and classifications of your own, by any method"),
        "flame",
        "standing:classifications",
        permission=MANAGE,
        order=315,
    )
)
work_kinds.plug(WorkKind("classes", _("Computing classes"), run_reclassifying))
poke(
    ClassificationsChanged,
    lambda event: [("classification", pk) for pk in event.classification_ids],
)
poke(PartiesReclassified, lambda event: [("classification", event.classification_id)])
poke(ClassGiven, lambda event: [("party", event.party_id)])


def _settle_undone(event: ActUndone) -> None:
    resettle_undone(event.act_id, by=SYSTEM)


within(ActUndone, _settle_undone)
steps.plug(AfterMigrate("classifications", settle_classifications, order=60))
demo_chapters.plug(DemoChapter(96, "classes", class_demo_clients))
personal_data.plug(*PERSONAL)
join_rules.plug(JOINED_CLASSES)
plug_api(*API)
sections.plug(blueprint.CLASSIFICATIONS)
