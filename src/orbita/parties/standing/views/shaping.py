"""Settings of classes: classifications, their grades, points and signals."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.parties.standing import commands, queries
from orbita.parties.standing.commands.shaping import MANAGE
from orbita.parties.standing.drawing import overview, whole
from orbita.parties.standing.editing import sized, trial
from orbita.parties.standing.forms import (
    ClassificationForm,
    GradeForm,
    PointRuleForm,
    WeightsForm,
)
from orbita.parties.standing.models import Classification, Method
from orbita.parties.standing.recipes import weights_of
from orbita.platform.access.gates import gate
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.conditions.tree import dump
from orbita.platform.jobs.commands import start_work
from orbita.platform.lists.filter_form import condition_form, read_form
from orbita.platform.ui.reply import Reply

FORM = "standing/form.html"


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _page(classification_id: UUID) -> str:
    return reverse("standing:classification", args=[classification_id])


@gate(MANAGE, methods="GET")
def classifications(request: HttpRequest) -> HttpResponse:
    """All classifications with the sizes of their classes."""
    context = {"found": overview(queries.classifications())}
    return Reply(request).page("standing/classifications.html", context, part="classifications")


@gate(MANAGE, methods="GET")
def classification(request: HttpRequest, classification_id: UUID) -> HttpResponse:
    """One classification: classes, rules, signals, and how many clients are where."""
    context = whole(_actor(request), queries.classification(classification_id))
    return Reply(request).page("standing/classification.html", context, part="classification")


@gate(MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """A new classification."""
    form, title = ClassificationForm(request.POST or None), _("New classification")
    context = {"form": form, "post_url": reverse("standing:new"), "title": title}
    if request.method != "POST":
        return Reply(request).drawer(FORM, context, title=title)
    if form.is_valid():
        try:
            made = commands.add_classification(**form.cleaned_data, by=_actor(request))
        except Refusal as refusal:
            _refused(form, refusal)
        else:
            reply = Reply(request).go(_page(made.pk))
            return reply.toast(_("Now add its classes"), undo=last_act_id())
    return Reply(request).invalid(FORM, context, title=title)


@gate(MANAGE)
def profile(request: HttpRequest, classification_id: UUID) -> HttpResponse:
    """Name, clients, figure and schedule of a classification."""
    found = queries.classification(classification_id)
    form = ClassificationForm(
        request.POST or None, found=found, initial=ClassificationForm.of(found)
    )
    url = reverse("standing:profile", args=[classification_id])

    def save() -> Any:
        return commands.change_classification(found.pk, form.cleaned_data, by=_actor(request))

    context = {"form": form, "post_url": url, "title": found.name, "classification": found}
    return _answer(request, FORM, context, save)


@gate(MANAGE, methods="POST")
def removal(request: HttpRequest, classification_id: UUID) -> HttpResponse:
    """Deletes a classification."""
    commands.delete_classification(classification_id, by=_actor(request))
    reply = Reply(request).go(reverse("standing:classifications"))
    return reply.toast(_("The classification is deleted"), undo=last_act_id())


@gate(MANAGE, methods="POST")
def recomputing(request: HttpRequest, classification_id: UUID) -> HttpResponse:
    """Computes the classes of all clients now."""
    changed = commands.reclassify(classification_id, by=_actor(request))
    said = ngettext(
        "%(count)s client came into another class",
        "%(count)s clients came into another class",
        changed,
    ) % {"count": changed}
    return Reply(request, back=_page(classification_id)).refresh().toast(said)


@gate(MANAGE, methods="POST")
def recomputing_all(request: HttpRequest) -> HttpResponse:
    """Computes all classifications as long work."""
    work = start_work("classes", title=_("Computing classes"), parameters={}, by=_actor(request))
    return Reply(request).go(reverse("jobs:work", args=[work.pk]))


@gate(MANAGE, methods="POST")
def preview(request: HttpRequest, classification_id: UUID) -> HttpResponse:
    """How many clients each class would have with what the open form says."""
    found = queries.classification(classification_id)
    context = {"sizes": sized(found, trial(found, request.POST)), "classification": found}
    return Reply(request).page("standing/preview.html", context)


@gate(MANAGE)
def new_grade(request: HttpRequest, classification_id: UUID) -> HttpResponse:
    """A new class."""
    return _grade(request, queries.classification(classification_id), None)


@gate(MANAGE)
def grade(request: HttpRequest, classification_id: UUID, grade_id: UUID) -> HttpResponse:
    """A class: name, colour, and what it asks."""
    return _grade(request, queries.classification(classification_id), grade_id)


def _grade(request: HttpRequest, found: Classification, grade_id: UUID | None) -> HttpResponse:
    row = queries.grade_of(grade_id) if grade_id else None
    names = ("name", "tone", "bound", "is_default")
    initial = {name: getattr(row, name) for name in names} if row else {}
    form = GradeForm(request.POST or None, method=found.method, initial=initial)
    where = dump(read_form(request.POST, "party")) if request.POST else row.condition if row else ""

    def save() -> Any:
        given = {"condition": where, "bound": None, **form.cleaned_data}
        return commands.write_grade(found.pk, grade_id, **given, by=_actor(request))

    url = reverse("standing:grade", args=[found.pk, grade_id]) if grade_id else request.path
    context = {
        "form": form,
        "post_url": url,
        "title": row.name if row else _("New class"),
        "classification": found,
        "edited": grade_id or "",
        "removal_url": reverse("standing:grade_removal", args=[grade_id]) if grade_id else "",
        **(condition_form(where, "party", first="status") if found.method == Method.RULES else {}),
    }
    return _answer(request, "standing/rule_form.html", context, save)


@gate(MANAGE, methods="POST")
def place(request: HttpRequest, grade_id: UUID) -> HttpResponse:
    """Moves a class one place up or down."""
    commands.shift_grade(grade_id, down="down" in request.POST, by=_actor(request))
    return _changed(request, queries.grade_of(grade_id).classification_id, "")


@gate(MANAGE, methods="POST")
def grade_removal(request: HttpRequest, grade_id: UUID) -> HttpResponse:
    """Takes a class away."""
    classification_id = queries.grade_of(grade_id).classification_id
    commands.delete_grade(grade_id, by=_actor(request))
    return _changed(request, classification_id, _("The class is removed"))


@gate(MANAGE)
def new_points(request: HttpRequest, classification_id: UUID) -> HttpResponse:
    """A new rule of points."""
    return _points(request, queries.classification(classification_id), None)


@gate(MANAGE)
def points(request: HttpRequest, classification_id: UUID, rule_id: UUID) -> HttpResponse:
    """A rule of points: how many, and for whom."""
    return _points(request, queries.classification(classification_id), rule_id)


def _points(request: HttpRequest, found: Classification, rule_id: UUID | None) -> HttpResponse:
    row = found.point_rules.filter(pk=rule_id).first() if rule_id else None
    if rule_id and row is None:
        raise NotFound
    initial = {"name": row.name, "points": row.points} if row else {}
    form = PointRuleForm(request.POST or None, initial=initial)
    where = dump(read_form(request.POST, "party")) if request.POST else row.condition if row else ""

    def save() -> Any:
        given = {"condition": where, **form.cleaned_data}
        return commands.write_point_rule(found.pk, rule_id, **given, by=_actor(request))

    context = {
        "form": form,
        "post_url": request.path,
        "title": row.name if row else _("New rule of points"),
        "classification": found,
        "edited": rule_id or "",
        "removal_url": reverse("standing:points_removal", args=[rule_id]) if rule_id else "",
        **condition_form(where, "party", first="status"),
    }
    return _answer(request, "standing/rule_form.html", context, save)


@gate(MANAGE, methods="POST")
def points_removal(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Takes a rule of points away."""
    classification_id = queries.classification_of_points(rule_id)
    commands.delete_point_rule(rule_id, by=_actor(request))
    return _changed(request, classification_id, _("The rule is removed"))


@gate(MANAGE)
def weights(request: HttpRequest, classification_id: UUID) -> HttpResponse:
    """What each signal counts, and how quickly it fades."""
    found = queries.classification(classification_id)
    own = {f"signal_{key}": weight for key, weight in weights_of(found)}
    form = WeightsForm(request.POST or None, initial={"half_life": found.half_life, **own})
    url = reverse("standing:weights", args=[classification_id])

    def save() -> Any:
        half_life = form.cleaned_data["half_life"]
        return commands.set_signal_weights(
            found.pk, form.weights, half_life=half_life, by=_actor(request)
        )

    context = {"form": form, "post_url": url, "title": _("Signals"), "classification": found}
    return _answer(request, FORM, context, save)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], save: Any
) -> HttpResponse:
    """The form in the drawer, the form with what is wrong, or the page with what was saved."""
    form: forms.Form = context["form"]
    if request.method != "POST":
        return Reply(request).drawer(template, context, title=context["title"])
    if form.is_valid():
        try:
            save()
        except Refusal as refusal:
            _refused(form, refusal)
        else:
            return _changed(
                request, context["classification"].pk, _("Saved, the classes are computed")
            )
    return Reply(request).invalid(template, context, title=context["title"])


def _refused(form: forms.Form, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def _changed(request: HttpRequest, classification_id: UUID, said: str) -> Reply:
    found = queries.classification(classification_id)
    reply = Reply(request, back=_page(classification_id)).close_panel()
    context = whole(_actor(request), found)
    reply.fragment("standing/classification.html#classification", context)
    return reply.toast(said, undo=last_act_id()) if said else reply
