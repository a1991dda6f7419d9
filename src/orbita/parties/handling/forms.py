"""What a human types about the handling of a client."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Channel
from orbita.parties.handling.models import Address, Days, Handling
from orbita.platform.search.fields import RecordField

RUSSIA = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
    "Asia/Novosibirsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok",
    "Asia/Magadan", "Asia/Kamchatka",
)  # fmt: skip
"""Offered first; any other zone is below."""


def _zones() -> list[tuple[str, str]]:
    others = sorted(available_timezones() - set(RUSSIA))
    return [("", "—"), *((one, one) for one in (*RUSSIA, *others))]


def _short(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, required=False, **more)


class HandlingForm(forms.Form):
    """All personal rules of a client."""

    greeting = _short(_("How to greet"), help_text=_("The name as he likes to hear it."))
    address = forms.ChoiceField(
        label=_("How to speak"), required=False, choices=[("", "—"), *Address.choices]
    )
    language = _short(_("Language"))
    no_calls = forms.BooleanField(label=_("Never call"), required=False)
    no_letters = forms.BooleanField(label=_("Never write letters"), required=False)
    no_messages = forms.BooleanField(label=_("Never write to messengers"), required=False)
    reason = _short(_("Why not"))
    channel = forms.ChoiceField(
        label=_("Best channel"), required=False, choices=[("", "—"), *Channel.choices]
    )
    hours = _short(_("Good time to call"), help_text=_("Such as 10:00–12:00, 15:00–17:00."))
    days = forms.ChoiceField(
        label=pgettext_lazy("handling", "Days"), choices=Days.choices, initial=Days.WORKDAYS
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone of the client"),
        required=False,
        help_text=_("Empty: as the company has it."),
    )
    do = forms.CharField(
        label=pgettext_lazy("handling", "Do"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    dont = forms.CharField(
        label=pgettext_lazy("handling", "Do not"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    payment = _short(_("Terms of payment"))
    delivery = _short(_("Terms of delivery"))
    main_person = RecordField("party", label=_("Main person"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = _zones()  # type: ignore[attr-defined]

    @property
    def rules(self) -> dict[str, Any]:
        """What was typed, by the names of the command."""
        given = dict(self.cleaned_data)
        given["main_person_id"] = given.pop("main_person") or None
        return given

    @staticmethod
    def of(found: Handling | None) -> dict[str, Any]:
        """What the form starts with."""
        if found is None:
            return {}
        names = (
            "greeting", "address", "language", "no_calls", "no_letters", "no_messages", "reason",
            "channel", "hours", "days", "time_zone", "do", "dont", "payment", "delivery",
        )  # fmt: skip
        return {"main_person": found.main_person_id} | {
            name: getattr(found, name) for name in names
        }
