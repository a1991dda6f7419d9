"""The company and its legal entities among the settings."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import last_act_id
from orbita.platform.company import queries
from orbita.platform.company.commands import (
    add_entity,
    change_company,
    change_entity,
    make_entity_main,
    remove_entity,
)
from orbita.platform.company.forms import CompanyForm, EntityRequisitesForm
from orbita.platform.company.models import LegalEntity
from orbita.platform.ui.reply import Reply

PAGE = "company/company.html"
DRAWER = "company/entity.html"


@gate("company.manage")
def show_company(request: HttpRequest) -> HttpResponse:
    """The company with its own legal entities; a POST changes the company."""
    found = queries.company()
    initial = {name: getattr(found, name, "") for name in ("name", "language", "time_zone")}
    form = CompanyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_company(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        return (
            Reply(request)
            .fragment(f"{PAGE}#facts", {"form": form})
            .toast(_("The company is saved"), undo=last_act_id())
        )
    context = {"form": form, "entities": queries.own_entities()}
    if form.errors:
        return Reply(request).page(PAGE, context, part="facts", status=422)
    return Reply(request).page(PAGE, context)


@gate("company.manage")
def new_entity(request: HttpRequest) -> HttpResponse:
    """Add an own legal entity."""
    form = EntityRequisitesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_entity(form.requisites(), by=request.actor)  # type: ignore[attr-defined]
        return _entities(request, _("The legal entity is added"))
    return _drawer(request, form, reverse("company:new_entity"), _("New legal entity"))


@gate("company.manage")
def show_entity(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Change an own legal entity."""
    entity = _entity(entity_id)
    form = EntityRequisitesForm(request.POST or None, instance=entity)
    if request.method == "POST" and form.is_valid():
        change_entity(entity_id, requisites=form.requisites(), by=request.actor)  # type: ignore[attr-defined]
        return _entities(request, _("The legal entity is saved"))
    return _drawer(request, form, reverse("company:entity", args=[entity_id]), str(entity))


@gate("company.manage", methods="POST")
def main_entity(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Make a legal entity the main one."""
    entity = make_entity_main(entity_id, by=request.actor)  # type: ignore[attr-defined]
    return _entities(request, _("Documents are now made in the name of %s") % entity)


@gate("company.manage", methods="POST")
def entity_removal(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Remove a legal entity."""
    remove_entity(entity_id, by=request.actor)  # type: ignore[attr-defined]
    return _entities(request, _("The legal entity is removed"))


def _entity(entity_id: UUID) -> LegalEntity:
    found = queries.own_entities().filter(pk=entity_id).first()
    if found is None:
        raise NotFound
    return found


def _entities(request: HttpRequest, said: str) -> HttpResponse:
    return (
        Reply(request, back=reverse("company:company"))
        .fragment(f"{PAGE}#entities", {"entities": queries.own_entities()})
        .close_panel()
        .toast(said, undo=last_act_id())
    )


def _drawer(request: HttpRequest, form: Any, post_url: str, title: str) -> HttpResponse:
    context = {"form": form, "post_url": post_url, "title": title}
    if form.errors:
        return Reply(request).invalid(DRAWER, context, title=title)
    return Reply(request).drawer(DRAWER, context, title=title)
