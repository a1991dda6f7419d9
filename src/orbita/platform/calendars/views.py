"""The settings page of working time, with a drawer for each thing that is added."""

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from orbita.kit.worktime import format_periods
from orbita.platform.access.gates import gate
from orbita.platform.acts.errors import Refusal
from orbita.platform.acts.frame import last_act_id
from orbita.platform.calendars import commands, queries
from orbita.platform.calendars.forms import AbsenceForm, SpecialDayForm, WeekForm
from orbita.platform.calendars.standing import lists_of, standing_for
from orbita.platform.ui.reply import Reply

PAGE = "calendars/page.html"
FORM = "calendars/form.html"
MANAGE = commands.MANAGE


@gate(MANAGE, methods="GET")
def page(request: HttpRequest) -> HttpResponse:
    """Hours of the company and of employees, special days, absences."""
    return Reply(request).page(PAGE, _context(), part="lists")


@gate(MANAGE)
def company_hours(request: HttpRequest) -> HttpResponse:
    """The company's working week."""
    form = WeekForm(request.POST or None, week=queries.company_week())
    if request.method == "POST" and form.is_valid():
        try:
            commands.set_working_hours(form.week(), by=_by(request))
            return _saved(request, _("The working hours are saved"))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _ask(request, form, _("Working hours of the company"), reverse("calendars:hours"))


@gate(MANAGE)
def own_hours(request: HttpRequest) -> HttpResponse:
    """Hours of an employee who works otherwise than the company."""
    form = WeekForm(request.POST or None, week=queries.company_week(), for_person=True)
    if request.method == "POST" and form.is_valid():
        try:
            user = form.cleaned_data["user"]
            commands.set_working_hours(form.week(), user_id=user.pk, by=_by(request))
            return _saved(request, _("The working hours are saved"))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _ask(request, form, _("Hours of an employee"), reverse("calendars:own_hours"))


@gate(MANAGE, methods="POST")
def own_hours_removal(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """The employee works as the company does again."""
    commands.drop_working_hours(user_id, by=_by(request))
    return _saved(request, _("The employee works by the company’s hours"))


@gate(MANAGE)
def new_day(request: HttpRequest) -> HttpResponse:
    """A holiday or a short day."""
    form = SpecialDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            commands.add_special_day(
                given["day"], name=given["name"], hours=given["hours"], by=_by(request)
            )
            return _saved(request, _("The day is added"))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    return _ask(request, form, _("Holiday or short day"), reverse("calendars:new_day"))


@gate(MANAGE, methods="POST")
def day_removal(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """The day is usual again."""
    commands.remove_special_day(day_id, by=_by(request))
    return _saved(request, _("The day is usual again"))


@gate(MANAGE)
def new_absence(request: HttpRequest) -> HttpResponse:
    """Somebody is away."""
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            commands.add_absence(
                given["user"].pk,
                first_on=given["first_on"],
                last_on=given["last_on"],
                reason=given["reason"],
                substitute_id=given["substitute"].pk if given["substitute"] else None,
                by=_by(request),
            )
            return _saved(request, _("The absence is added"))
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    return _ask(request, form, _("New absence"), reverse("calendars:new_absence"))


@gate(MANAGE, methods="POST")
def absence_removal(request: HttpRequest, absence_id: UUID) -> HttpResponse:
    """The absence is taken back."""
    commands.remove_absence(absence_id, by=_by(request))
    return _saved(request, _("The absence is removed"))


@gate(None, methods="GET")
def standing_in(request: HttpRequest) -> HttpResponse:
    """For whom the actor stands in today, with the ways to their records."""
    people = standing_for(_by(request))
    return Reply(request).page(
        "calendars/standing_in.html",
        {"people": people, "lists": lists_of(_by(request))},
        part="people",
    )


def _by(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _context() -> dict[str, Any]:
    week = queries.company_week()
    return {
        "week": [(WEEKDAYS[n], format_periods(periods)) for n, periods in enumerate(week)],
        "own": queries.own_weeks(),
        "days": queries.special_days(),
        "absences": queries.absences(),
    }


def _saved(request: HttpRequest, said: str) -> HttpResponse:
    reply = Reply(request, back=reverse("calendars:page"))
    reply = reply.fragment(f"{PAGE}#lists", _context()).close_panel()
    return reply.toast(said, undo=last_act_id())


def _ask(request: HttpRequest, form: BaseForm, title: str, url: str) -> HttpResponse:
    context = {"form": form, "title": title, "post_url": url}
    if form.is_bound:
        return Reply(request).invalid(FORM, context, title=title)
    return Reply(request).drawer(FORM, context, title=title)
