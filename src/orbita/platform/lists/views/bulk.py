"""Acts on many records: those that were ticked, or all that match."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.lists import queries
from orbita.platform.lists.errors import NothingChosen
from orbita.platform.lists.views.opening import as_uuids, opened, state_of
from orbita.platform.ui.reply import Reply


@gate(None)
def bulk(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Do it at once, or ask for what it needs in a drawer first."""
    actor, screen = opened(request, kind)
    act = next((act for act in screen.all_bulk if act.key == key), None)
    if act is None:
        raise NotFound
    require(actor, act.permission)
    state, _views = state_of(request, actor, screen)
    given = request.POST
    if given.get("matching"):
        ids = list(queries.matching(state, actor).order_by("pk").values_list("pk", flat=True))
    else:
        ids = as_uuids(given.getlist("ids"))
    if not ids:
        raise NothingChosen
    values: dict[str, Any] = {}
    if act.form is not None:
        who = {"actor": actor} if getattr(act.form, "asks_who", False) else {}
        form = act.form(given if "confirmed" in given else None, **who)
        context = {
            "form": form,
            "act": act,
            "count": len(ids),
            "ids": [] if given.get("matching") else ids,
            "matching": bool(given.get("matching")),
            "url": f"/{screen.address}bulk/{key}/?{state.query()}",
            "state": state,
        }
        if "confirmed" not in given:
            return Reply(request).drawer("lists/bulk.html", context, title=str(act.label))
        if not form.is_valid():
            return Reply(request).invalid("lists/bulk.html", context, title=str(act.label))
        values = form.cleaned_data
    text = act.run(ids, values, actor)
    if act.leads:
        return Reply(request).go(str(text))
    return Reply(request, back=state.url()).close_panel().refresh().toast(text, undo=last_act_id())
