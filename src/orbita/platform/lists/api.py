"""What programs do with saved views."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orbita.platform.lists import commands
from orbita.platform.lists.models import SavedView, Sharing
from orbita.platform.resources.slots import ApiAct, ApiTable, columns

API = (
    ApiTable(
        "views", _("Views"),
        lambda actor: SavedView.objects.filter(Q(owner=actor.id) | Q(sharing=Sharing.EVERYBODY)),
        SavedView, ("kind", "name", "sharing", "query", "owner_id"),
    ),
    ApiAct("views/", commands.save_view),
    ApiAct("views/{view_id}/", commands.update_view, "patch",
           body=columns(SavedView, "name", "sharing") | {"query": dict[str, object]}),
    ApiAct("views/{view_id}/", commands.delete_view, "delete"),
    ApiAct("views/{view_id}/favourite/", commands.mark_favourite, "put"),
)  # fmt: skip
