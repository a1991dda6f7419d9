"""What roles show elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import personal_data
from orbita.parties.roles.api import API
from orbita.parties.roles.demo import name_demo_roles
from orbita.parties.roles.events import RoleDropped, RoleSet
from orbita.parties.roles.lists import ROLES
from orbita.parties.roles.merging import JOINED_ROLES
from orbita.parties.roles.models import PartyRole
from orbita.parties.roles.panels import roles
from orbita.parties.roles.personal import ROLES as PERSONAL
from orbita.platform.acts.events import Record, poke
from orbita.platform.lists.slots import MoreColumns, more_columns
from orbita.platform.merging.slots import join_rules
from orbita.platform.records.slots import RecordPanel, RecordPart, panels, parts
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, demo_chapters

parts.plug(RecordPart("party", PartyRole, "party"))
panels.plug(
    RecordPanel(
        "roles",
        ("party",),
        _("Roles"),
        "roles/panel.html",
        roles,
        place="left",
        order=25,
        permission="parties.view",
    )
)


def _party(event: RoleSet | RoleDropped) -> list[Record]:
    return [("party", event.party_id)]


poke(RoleSet, _party)
poke(RoleDropped, _party)
more_columns.plug(MoreColumns("roles", "party", ROLES))
demo_chapters.plug(DemoChapter(60, "roles", name_demo_roles))
personal_data.plug(PERSONAL)
join_rules.plug(JOINED_ROLES)
plug_api(*API)
