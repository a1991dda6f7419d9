"""The editor of classifiers, and the places of a party."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.parties.classifier import commands
from orbita.parties.classifier.forms import BranchForm, NameForm
from orbita.parties.classifier.queries import branch_named, places, tree_named, trees
from orbita.parties.directory.models import Party
from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.records.queries import record
from orbita.platform.ui.reply import Reply

MANAGE = "classifier.manage"
FORM = "classifier/name.html"


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


@gate(MANAGE)
def classifiers(request: HttpRequest) -> HttpResponse:
    """All trees with their branches; POST starts a tree."""
    if request.method == "GET":
        context = {"trees": trees(with_counts=True)}
        return Reply(request).page("classifier/trees.html", context, part="trees")
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            commands.add_tree(name=form.cleaned_data["name"], by=_actor(request))
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            return _changed(request, _("The classifier is added"))
    return _wrong(request, form, _("New classifier"), reverse("classifier:trees"))


@gate(MANAGE, methods="GET")
def new_tree(request: HttpRequest) -> HttpResponse:
    """The form of a new tree."""
    return _ask(request, NameForm(), _("New classifier"), reverse("classifier:trees"))


@gate(MANAGE)
def tree(request: HttpRequest, tree_id: UUID) -> HttpResponse:
    """The name of a tree."""
    found = tree_named(tree_id)
    url = reverse("classifier:tree", args=[tree_id])
    form = NameForm(request.POST or None, initial={"name": found.name})
    if request.method == "GET":
        return _ask(request, form, _("Classifier"), url)
    if form.is_valid():
        try:
            commands.rename_tree(tree_id, name=form.cleaned_data["name"], by=_actor(request))
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            return _changed(request, _("The classifier is renamed"))
    return _wrong(request, form, _("Classifier"), url)


@gate(MANAGE, methods="POST")
def tree_deletion(request: HttpRequest, tree_id: UUID) -> HttpResponse:
    """Deletes a tree with its branches."""
    commands.delete_tree(tree_id, by=_actor(request))
    return _changed(request, _("The classifier is deleted"))


@gate(MANAGE)
def new_branch(request: HttpRequest, tree_id: UUID) -> HttpResponse:
    """A branch at the top of a tree, or below the one that the address names."""
    found = tree_named(tree_id)
    parents = _keys(request.GET.getlist("parent"))
    above = branch_named(parents[0]) if parents else None
    url = request.get_full_path()
    title = _("New branch of “%(name)s”") % {"name": above.name if above else found.name}
    form = NameForm(request.POST or None)
    if request.method == "GET":
        return _ask(request, form, title, url)
    if form.is_valid():
        try:
            commands.add_branch(
                tree_id,
                name=form.cleaned_data["name"],
                parent_id=above.pk if above else None,
                by=_actor(request),
            )
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            return _changed(request, _("The branch is added"))
    return _wrong(request, form, title, url)


@gate(MANAGE)
def branch(request: HttpRequest, branch_id: UUID) -> HttpResponse:
    """A branch: its name, and where it hangs."""
    found = branch_named(branch_id)
    grown = next(one for one in trees() if one.id == found.tree_id)
    initial = {"name": found.name, "parent": found.parent_id}
    form = BranchForm(found, grown, request.POST or None, initial=initial)
    url = reverse("classifier:branch", args=[branch_id])
    if request.method == "GET":
        return _ask(request, form, _("Branch"), url)
    if form.is_valid():
        try:
            _settle(form, branch_id, found.parent_id, _actor(request))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field == "name" else None, str(refusal))
        else:
            return _changed(request, _("The branch is changed"))
    return _wrong(request, form, _("Branch"), url)


def _settle(form: BranchForm, branch_id: UUID, parent_id: UUID | None, by: Actor) -> None:
    parent = form.cleaned_data["parent"]
    commands.change_branch(
        branch_id,
        name=form.cleaned_data["name"],
        parent_id=parent,
        moved=parent != parent_id,
        by=by,
    )


@gate(MANAGE, methods="POST")
def branch_place(request: HttpRequest, branch_id: UUID) -> HttpResponse:
    """Moves a branch one place up or down."""
    commands.shift_branch(branch_id, down="down" in request.POST, by=_actor(request))
    return _changed(request, "")


@gate(MANAGE, methods="POST")
def branch_deletion(request: HttpRequest, branch_id: UUID) -> HttpResponse:
    """Deletes a branch with all below it."""
    commands.delete_branch(branch_id, by=_actor(request))
    return _changed(request, _("The branch is deleted"))


@gate("parties.edit")
def party_places(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """The branches in which a party stands, as ticks in the trees."""
    party: Party = record(_actor(request), "party", party_id)
    require(_actor(request), "parties.edit", party)
    if request.method == "POST":
        commands.set_places(
            party_id,
            _keys(request.POST.getlist("branch")),
            seen=_keys(request.POST.getlist("seen")),
            by=_actor(request),
        )
        reply = Reply(request, back=reverse("dossier:party", args=[party_id]))
        return reply.close_panel().refresh().toast(_("The places are saved"), undo=last_act_id())
    context = {
        "trees": trees(),
        "placed": {place.branch_id for place in places(party)},
        "post_url": reverse("classifier:places", args=[party_id]),
        "may_manage": _actor(request).may(MANAGE),
    }
    return Reply(request).drawer("classifier/places.html", context, title=party.name)


@gate("parties.edit", methods="POST")
def place_removal(request: HttpRequest, party_id: UUID, branch_id: UUID) -> HttpResponse:
    """Takes a party out of a branch."""
    commands.unplace_parties([party_id], branch_id, by=_actor(request))
    reply = Reply(request, back=reverse("dossier:party", args=[party_id]))
    return reply.refresh().toast(_("Taken out of the branch"), undo=last_act_id())


def _keys(texts: list[str]) -> list[UUID]:
    """The keys among the texts; what is not a key is left out."""
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        return []


def _ask(request: HttpRequest, form: NameForm, title: str, url: str) -> Reply:
    context = {"form": form, "title": title, "post_url": url}
    return Reply(request).drawer(FORM, context, title=title)


def _wrong(request: HttpRequest, form: NameForm, title: str, url: str) -> Reply:
    context = {"form": form, "title": title, "post_url": url}
    return Reply(request).invalid(FORM, context, title=title)


def _changed(request: HttpRequest, said: str) -> Reply:
    reply = Reply(request, back=reverse("classifier:trees")).close_panel()
    reply.fragment("classifier/trees.html#trees", {"trees": trees(with_counts=True)})
    return reply.toast(said, undo=last_act_id()) if said else reply
