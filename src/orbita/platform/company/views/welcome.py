"""The first visit: a wizard of four steps, each with an address."""

import functools
import itertools
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from orbita.platform.access.gates import View, public
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.company import welcome
from orbita.platform.company.commands import CompanyFacts, Requisites, set_up_company
from orbita.platform.company.forms import (
    AdministratorForm,
    EntityRequisitesForm,
    FirstCompanyForm,
)
from orbita.platform.company.queries import is_first_visit
from orbita.platform.company.slots import trades
from orbita.platform.ui.middleware import LANGUAGE_KEY
from orbita.platform.ui.reply import Reply

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def first_visit(view: View) -> View:
    """Open to everybody while nobody has an account; afterwards the way leads home."""

    @public
    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_first_visit():
            welcome.forget(request)
            return redirect("/")
        return view(request, *args, **kwargs)

    return opened


@first_visit
def company(request: HttpRequest) -> HttpResponse:
    """Step 1: the company's name, language, time zone, kind of business."""
    first = {
        "language": translation.get_language(),
        "time_zone": "Europe/Moscow",
        "trade": next(iter(trades)).key,
    }
    form = FirstCompanyForm(request.POST or None, initial=welcome.kept(request, "company") or first)
    if request.method == "POST" and form.is_valid():
        welcome.keep(request, "company", form.cleaned_data)
        request.session[LANGUAGE_KEY] = form.cleaned_data["language"]
        return redirect("company:welcome_entity")
    return _page(request, "company", form)


@first_visit
def entity(request: HttpRequest) -> HttpResponse:
    """Step 2: the own legal entity with its requisites."""
    before = welcome.kept(request, "entity")
    name = welcome.kept(request, "company").get("name", "")
    form = EntityRequisitesForm(request.POST or None, initial=before or {"name": name})
    if request.method == "POST" and form.is_valid():
        welcome.keep(request, "entity", form.cleaned_data)
        return redirect("company:welcome_administrator")
    return _page(request, "entity", form)


@first_visit
def administrator(request: HttpRequest) -> HttpResponse:
    """Step 3: the first administrator."""
    before = welcome.kept(request, "administrator")
    form = AdministratorForm(
        request.POST or None, initial=before, kept_hash=before.get("password_hash", "")
    )
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "password_hash": form.password_hash()}
        del values["password"]
        welcome.keep(request, "administrator", values)
        return redirect("company:welcome_summary")
    return _page(request, "administrator", form)


@first_visit
def summary(request: HttpRequest) -> HttpResponse:
    """Step 4: everything at a glance, and the act."""
    if missing := welcome.first_missing(request):
        return redirect(missing)
    if request.method == "POST":
        return _set_up(request)
    facts = welcome.kept(request, "company")
    requisites = EntityRequisitesForm(initial=welcome.kept(request, "entity"))
    return Reply(request).page(
        "company/welcome_summary.html",
        {
            "steps": welcome.steps(request, "summary"),
            "company": facts,
            "languages": dict(FirstCompanyForm().fields["language"].choices),  # type: ignore[attr-defined]
            "trade": trades[facts["trade"]],
            "requisites": [(field.label, _shown(field)) for field in requisites if field.initial],
            "administrator": welcome.kept(request, "administrator"),
        },
    )


def _shown(field: Any) -> Any:
    choices = dict(getattr(field.field, "choices", ()))
    return choices.get(field.initial, field.initial)


def _set_up(request: HttpRequest) -> HttpResponse:
    who = AdministratorForm(
        welcome.kept(request, "administrator"),
        kept_hash=welcome.kept(request, "administrator")["password_hash"],
    )
    who.full_clean()
    user = set_up_company(
        CompanyFacts(**welcome.kept(request, "company")),
        entity=Requisites(**welcome.kept(request, "entity")),
        administrator=who.person(),
        password_hash=who.kept_hash,
        by=SYSTEM,
    )
    language = welcome.kept(request, "company")["language"]
    welcome.forget(request)
    login(request, user, backend=BACKEND)
    request.session[LANGUAGE_KEY] = language
    return redirect("/")


def _page(request: HttpRequest, step: str, form: Any) -> HttpResponse:
    steps = welcome.steps(request, step)
    back = next((other.url for other, at in itertools.pairwise(steps) if at.is_current), "")
    return Reply(request).page(
        f"company/welcome_{step}.html",
        {"form": form, "steps": steps, "back": back},
        status=422 if form.errors else 200,
    )
