"""What programs do with relations: people at organisations, ties between clients."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.api import CONTACTS
from orbita.parties.directory.models import Party
from orbita.parties.relations import commands
from orbita.parties.relations.models import Relation, RelationKind
from orbita.platform.resources.slots import ApiAct, ApiTable, columns

PERSON = columns(Party, "name", "last_name", "first_name", "middle_name", "born_on", "note")
EDIT = "parties.edit"

API = (
    ApiTable(
        "relations",
        _("Relations"),
        lambda actor: Relation.objects.filter(
            source__in=Party.objects.visible_to(actor), target__in=Party.objects.visible_to(actor)
        ),
        Relation,
        ("source_id", "target_id", "kind", "position", "decides", "since", "until"),
        permission="parties.view",
    ),
    ApiAct(
        "parties/{source_id}/relations/{target_id}/",
        commands.relate,
        "put",
        body={"kind": RelationKind},
        permission=EDIT,
    ),
    ApiAct(
        "parties/{organisation_id}/people/",
        commands.add_contact_person,
        spread="values",
        body=PERSON | {"contact_points": CONTACTS},
        permission=EDIT,
    ),
    ApiAct(
        "relations/{relation_id}/",
        commands.change_relation,
        "patch",
        spread="changes",
        body=columns(Relation, "position", "decides", "since", "until", "kind"),
        permission=EDIT,
    ),
    ApiAct("relations/{relation_id}/end/", commands.end_relation, permission=EDIT),
    ApiAct("relations/{relation_id}/", commands.remove_relation, "delete", permission=EDIT),
)
