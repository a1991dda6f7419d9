"""What programs do with classifiers and the places of clients in them."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.classifier import commands
from orbita.parties.classifier.models import Branch, Tree
from orbita.platform.resources.slots import ApiAct, ApiTable

MANAGE = "classifier.manage"
EDIT = "parties.edit"

API = (
    ApiTable(
        "classifiers", _("Classifiers"), lambda actor: Tree.objects.all(), Tree, ("name", "position"),
        permission="parties.view",
    ),
    ApiAct("classifiers/", commands.add_tree, permission=MANAGE),
    ApiAct("classifiers/{tree_id}/", commands.rename_tree, "patch", permission=MANAGE),
    ApiAct("classifiers/{tree_id}/", commands.delete_tree, "delete", permission=MANAGE),
    ApiAct("classifiers/{tree_id}/branches/", commands.add_branch, permission=MANAGE),
    ApiTable(
        "branches", _("Branches"), lambda actor: Branch.objects.all(), Branch,
        ("tree_id", "parent_id", "name", "position"), permission="parties.view",
    ),
    ApiAct("branches/{branch_id}/", commands.change_branch, "put", permission=MANAGE),
    ApiAct("branches/{branch_id}/name/", commands.rename_branch, "put", permission=MANAGE),
    ApiAct("branches/{branch_id}/", commands.delete_branch, "delete", permission=MANAGE),
    ApiAct("branches/{branch_id}/place/", commands.move_branch, "put", permission=MANAGE),
    ApiAct("branches/{branch_id}/position/", commands.shift_branch, "put", permission=MANAGE),
    ApiAct("branches/{branch_id}/parties/", commands.place_parties, permission=EDIT),
    ApiAct("branches/{branch_id}/parties/removal/", commands.unplace_parties, permission=EDIT),
    ApiAct("parties/{party_id}/branches/", commands.set_places, "put", permission=EDIT),
)  # fmt: skip
