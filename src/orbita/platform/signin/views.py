"""Signing in by a provider; the settings of sign-in; the page that asks for a second step."""

import os
from typing import Any
from uuid import UUID

from allauth.socialaccount.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from orbita.platform.access.gates import gate, public
from orbita.platform.accounts.pages import refuse_in
from orbita.platform.accounts.queries import employee
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.signin import commands, directory, queries
from orbita.platform.signin.discovery import look
from orbita.platform.signin.errors import ProviderIsSilent, WayIsClosed
from orbita.platform.signin.forms import ProviderForm
from orbita.platform.signin.models import Provider
from orbita.platform.signin.pages import next_page, passkeys_work, refused
from orbita.platform.ui.reply import Reply

MANAGE = "access.manage"
PAGE = "signin/settings.html"
PEOPLE = "signin/people.html"
DRAWER = "signin/provider.html"


@public
def begin(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Lead a visitor to the provider. The address there is opened by a page of its own, because a
    form of ours may send people nowhere else."""
    if request.method != "POST":
        return redirect("account_login")
    found = queries.by_key(provider_id.hex)
    if found is None:
        return refused(request, WayIsClosed())
    try:
        provider = get_adapter(request).get_provider(request, found.key)
        answer = provider.redirect(request, "login", next_url=next_page(request) or None)
    except (RequestException, KeyError, ValueError):
        return refused(request, ProviderIsSilent(issuer=found.issuer))
    if "Location" not in answer:
        return refused(request, ProviderIsSilent(issuer=found.issuer))
    context = {"url": answer["Location"], "name": found.name}
    return Reply(request).page("signin/leaving.html", context)


@gate(None, methods="GET")
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for a second step: by an application with codes or by a passkey."""
    if not request.actor.carried.get("second_step"):  # type: ignore[attr-defined]
        return redirect("ui:home")
    context = {"passkeys_work": passkeys_work(request)}
    return Reply(request).page("signin/second_step.html", context)


@gate(MANAGE, methods="GET")
def show_settings(request: HttpRequest) -> HttpResponse:
    """Providers, and roles that ask for a second step."""
    return Reply(request).page(PAGE, _settings(request), part="lists")


@gate(MANAGE)
def new_provider(request: HttpRequest) -> HttpResponse:
    """Offer a new way to sign in."""
    form = ProviderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            look(form.cleaned_data["issuer"])
            secret = form.cleaned_data["secret"]
            commands.add_provider(form.way(), secret=secret, by=_by(request))
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return _saved(request, _("The way to sign in is added"))
    return _ask(request, form, None)


@gate(MANAGE)
def show_provider(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Change a way to sign in; shows the address of return that the provider has to know."""
    found = queries.provider(provider_id)
    known = found.issuer
    form = ProviderForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["issuer"] != known:
                look(form.cleaned_data["issuer"])
            secret = form.cleaned_data["secret"]
            commands.change_provider(provider_id, form.way(), secret=secret, by=_by(request))
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return _saved(request, _("The way to sign in is saved"))
    return _ask(request, form, found)


@gate(MANAGE, methods="POST")
def role_second_step(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Let people of a role in only with a second step, or without it again."""
    asked = request.POST.get("is_asked") == "on"
    commands.ask_second_step(role_id, is_asked=asked, by=_by(request))
    return _saved(request, _("The second step of the role is changed"))


@gate(MANAGE, methods="GET")
def show_people(request: HttpRequest) -> HttpResponse:
    """Who has a second step, and who lacks one that is asked for."""
    return Reply(request).page(PEOPLE, _people(request), part="list")


@gate(MANAGE)
def second_step_reset(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask, then take away the second steps that an employee has lost."""
    if request.method != "POST":
        name = str(employee(user_id))
        context = {"name": name, "post_url": request.get_full_path()}
        title = _("Take the second step of %s away?") % name
        return Reply(request).dialog("signin/reset.html", context, title=title)
    user = commands.reset_second_step(user_id, by=_by(request))
    said = _("%s has no second step now and is told of it") % user
    reply = Reply(request, back=reverse("signin:people"))
    return reply.fragment(f"{PEOPLE}#list", _people(request)).close_panel().toast(said)


@gate(MANAGE, methods="POST")
def provider_unlinking(request: HttpRequest, user_id: UUID, provider_id: UUID) -> HttpResponse:
    """Take the link of an employee with a provider away; he is linked anew by his mail."""
    commands.unlink_provider(user_id, provider_id=provider_id, by=_by(request))
    reply = Reply(request, back=reverse("signin:people"))
    said = _("The link is taken away; the next sign-in links anew by the mail")
    return reply.fragment(f"{PEOPLE}#list", _people(request)).toast(said)


def _by(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _settings(request: HttpRequest) -> dict[str, Any]:
    links = queries.links_by_provider()
    found = queries.providers(_by(request))
    return {
        "providers": [(one, links.get(one.key, 0)) for one in found],
        "roles": queries.roles(),
        "directory": directory.state(os.environ),
        "passkeys_work": passkeys_work(request),
    }


def _people(request: HttpRequest) -> dict[str, Any]:
    text = request.GET.get("q", "")
    return {"people": queries.second_steps(_by(request), text=text), "text": text}


def _saved(request: HttpRequest, said: str) -> Reply:
    reply = Reply(request, back=reverse("signin:settings"))
    reply = reply.fragment(f"{PAGE}#lists", _settings(request)).close_panel()
    return reply.toast(said, undo=last_act_id())


def _ask(request: HttpRequest, form: ProviderForm, found: Provider | None) -> HttpResponse:
    title = found.name if found else _("New way to sign in")
    path = f"accounts/oidc/{found.key}/login/callback/" if found else ""
    context = {
        "form": form,
        "title": title,
        "post_url": request.get_full_path(),
        "return_url": request.build_absolute_uri(f"/{path}") if path else "",
        "has_secret": bool(found and found.secret),
    }
    if form.errors:
        return Reply(request).invalid(DRAWER, context, title=title)
    return Reply(request).drawer(DRAWER, context, title=title)
