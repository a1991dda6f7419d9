"""Components drawn in Python, dates and fields."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.template import engines
from django.utils import timezone, translation

from orbita.platform.ui import components, dates, fields


@pytest.mark.parametrize(
    "drawn",
    [
        components.badge("<b>"),
        components.avatar('<b>"'),
        components.person("<b>", role="<b>", url='"><b>'),
        components.link("<b>", '"><b>'),
        components.grade("<"),
    ],
)
def test_components_escape_what_people_typed(drawn: str) -> None:
    assert "<b>" not in drawn


def test_a_name_has_the_same_colour_everywhere() -> None:
    assert components.tone_of("Олег Тихонов") == components.tone_of("Олег Тихонов")


def test_no_sum_is_a_dash() -> None:
    assert components.money(None) == components.DASH


def test_sums_follow_the_language() -> None:
    with translation.override("ru"):
        assert "1\u00a0240\u00a0000\u00a0₽" in components.money(1_240_000)


def test_near_days_have_words() -> None:
    today = date(2026, 11, 21)
    with translation.override("en"):
        said = [dates.short_date(today + timedelta(days=shift), today) for shift in (-1, 0, 1, -12)]

    assert said == ["yesterday", "today", "tomorrow", "9\u00a0Nov"]


def test_old_years_are_written_out() -> None:
    with translation.override("ru"):
        assert dates.short_date(date(2024, 11, 21), date(2026, 11, 21)) == "21.11.2024"


def test_a_moment_of_today_is_its_time() -> None:
    now = timezone.now()

    assert dates.when(now) == f"{timezone.localtime(now):%H:%M}"


def test_a_moment_carries_its_full_date() -> None:
    drawn = dates.moment(datetime(2024, 11, 21, 10, 30, tzinfo=UTC))

    assert drawn.startswith('<time datetime="2024-11-21T13:30:00+03:00"')


@pytest.mark.parametrize(
    ("seconds", "said"), [(45, "1 min"), (20, "20 s"), (378, "6 min"), (19_200, "5 h 20 min")]
)
def test_lengths_are_said_in_hours_and_minutes(seconds: int, said: str) -> None:
    with translation.override("en"):
        assert dates.duration(seconds) == said


class PhoneForm(forms.Form):
    phone = forms.CharField(label="Phone", help_text="Any spelling")
    kind = forms.ChoiceField(
        choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False
    )


def test_a_field_with_an_error_says_so_to_readers_of_the_screen() -> None:
    drawn = fields.field(PhoneForm({"phone": ""})["phone"], inputmode="tel")

    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_phone_note"' in drawn
    assert 'id="id_phone_note"' in drawn
    assert 'inputmode="tel"' in drawn


def test_the_hint_stands_where_the_error_would() -> None:
    drawn = fields.field(PhoneForm()["phone"])

    assert '<span class="field-hint" id="id_phone_note">Any spelling</span>' in drawn


def test_radio_buttons_become_a_switch() -> None:
    drawn = fields.field(PhoneForm()["kind"])

    assert drawn.count('type="radio"') == 2
    assert '<div class="seg">' in drawn


def test_tags_and_filters_are_builtins_of_every_template() -> None:
    template = engines["django"].from_string(
        "{% badge 'New' 'blue' dot=True %}{% icon 'phone' %}{{ sum|short_amount }}"
    )

    with translation.override("ru"):
        drawn = template.render({"sum": 4_200_000})

    assert 'class="badge dot" data-tone="blue"' in drawn
    assert "4,2\u00a0млн\u00a0₽" in drawn
