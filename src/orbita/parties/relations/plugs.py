"""What relations show elsewhere."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.slots import personal_data
from orbita.parties.directory.models import Form
from orbita.parties.relations import panels as relation_panels
from orbita.parties.relations.api import API
from orbita.parties.relations.demo import tie_demo_clients
from orbita.parties.relations.events import RelationsChanged
from orbita.parties.relations.importing import RELATIONS
from orbita.parties.relations.merging import JOINED_RELATIONS
from orbita.parties.relations.models import Relation
from orbita.parties.relations.personal import RELATIONS as PERSONAL
from orbita.platform.acts.events import poke
from orbita.platform.imports.slots import more_fields
from orbita.platform.merging.slots import join_rules
from orbita.platform.records.slots import RecordAct, RecordPanel, RecordPart, acts, panels, parts
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import DemoChapter, demo_chapters

parts.plug(RecordPart("party", Relation, "source"), RecordPart("party", Relation, "target"))
panels.plug(
    RecordPanel(
        "people",
        ("party",),
        _("Contacts"),
        "relations/people.html",
        relation_panels.people,
        place="left",
        order=10,
        permission="parties.view",
    ),
    RecordPanel(
        "relations",
        ("party",),
        _("Relations"),
        "relations/ties.html",
        relation_panels.relations,
        place="left",
        order=40,
        permission="parties.view",
    ),
)


def _new_person(party: Any) -> str:
    if party.form == Form.PERSON:
        return ""
    return reverse("relations:new_person", args=[party.pk])


acts.plug(
    RecordAct(
        "new-contact-person",
        ("party",),
        _("Contact person"),
        "user-plus",
        _new_person,
        place="create",
        order=200,
        permission="parties.create",
        drawer=True,
    )
)
poke(RelationsChanged, lambda event: [("party", party_id) for party_id in event.party_ids])
demo_chapters.plug(DemoChapter(40, "relations", tie_demo_clients))
more_fields.plug(RELATIONS)
personal_data.plug(PERSONAL)
join_rules.plug(JOINED_RELATIONS)
plug_api(*API)
