"""What the gallery shows: a form with every kind of field, sums, moments, places."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import pgettext

from orbita.platform.ui.components import TONES, Place


class ExampleForm(forms.Form):
    """Every kind of control; bound with a wrong value to show an error."""

    name = forms.CharField(initial="ООО «Щербинский лифтостроительный завод»")
    inn = forms.CharField()
    phone = forms.CharField(required=False)
    owner = forms.ChoiceField(choices=[("1", "Анна Крылова"), ("2", "Игорь Савельев")])
    comment = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    calls = forms.BooleanField(required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    closed_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "name": pgettext("gallery", "Name"),
            "inn": pgettext("gallery", "Tax number"),
            "phone": pgettext("gallery", "Phone"),
            "owner": pgettext("gallery", "Owner"),
            "comment": pgettext("gallery", "Comment"),
            "calls": pgettext("gallery", "Agrees to calls"),
            "kind": pgettext("gallery", "Kind"),
            "closed_on": pgettext("gallery", "Closing date"),
            "file": pgettext("gallery", "File"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["phone"].help_text = pgettext(
            "gallery", "Any spelling will do: 8 911 123-45-67"
        )
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("organisation", pgettext("gallery", "Organisation")),
            ("person", pgettext("gallery", "Person")),
        ]

    def clean_inn(self) -> str:
        """Always wrong here: the gallery shows the error."""
        raise forms.ValidationError(
            pgettext("gallery", "A company's tax number has 10 digits, this one has 8")
        )


def _rows() -> list[tuple[str, str, str, str, str, int, int]]:
    lift = "ООО «Щербинский лифтостроительный завод»"
    return [
        (
            "ООО «Северный ветер»",
            "A",
            "green",
            pgettext("gallery", "Active"),
            "Анна Крылова",
            18_400_000,
            0,
        ),
        (
            "ПАО «Балтийский порт»",
            "A",
            "red",
            pgettext("gallery", "At risk"),
            "Игорь Савельев",
            9_640_000,
            1,
        ),
        (lift, "B", "blue", pgettext("gallery", "Renewal"), "Мария Лещенко", 5_400_000, 34),
        (
            "ИП Гусейнов Р. А.",
            "C",
            "gray",
            pgettext("gallery", "Sleeping"),
            "Анна Крылова",
            180_000,
            61,
        ),
    ]


def examples() -> dict[str, Any]:
    """The context of the gallery page."""
    now = timezone.now()
    form = ExampleForm(
        {
            "name": "ООО «Щербинский лифтостроительный завод»",
            "inn": "78041234",
            "owner": "1",
            "kind": "organisation",
            "calls": "on",
        }
    )
    form.is_valid()
    return {
        "form": form,
        "tones": TONES,
        "views": [
            Place(pgettext("gallery", "All"), "#", count="4 218"),
            Place(pgettext("gallery", "Mine"), "#", current=True, count=148),
            Place(pgettext("gallery", "With debt"), "#", count=17),
        ],
        "switch": [
            Place(pgettext("gallery", "Board"), "#", current=True, icon="columns-3"),
            Place(pgettext("gallery", "List"), "#", icon="rows-3"),
            Place(pgettext("gallery", "Calendar"), "#", icon="calendar-days"),
        ],
        "people": ["Олег Тихонов", "Вера Саранцева", "Илья Нефёдов", "ООО «Северный ветер»"],
        "moments": [now - timedelta(days=days) for days in (0, 1, 12, 400)],
        "sums": [1_240_000, 368_888.83, -4_500, 18_400_000],
        "rows": [
            (name, letter, tone, state, owner, amount, now - timedelta(days=days))
            for name, letter, tone, state, owner, amount, days in _rows()
        ],
        "seconds": [45, 378, 19_200],
    }
