"""The demo company's hours: an office week, Russian holidays, two people on leave."""

from datetime import date, timedelta

from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.calendars.commands import add_absence, add_special_day, set_working_hours
from orbita.platform.ui.demo import Demo, mail

HOLIDAYS = (
    (1, 1, "Новогодние каникулы"), (1, 2, "Новогодние каникулы"), (1, 7, "Рождество"),
    (2, 23, "День защитника Отечества"), (3, 8, "Международный женский день"),
    (5, 1, "Праздник Весны и Труда"), (5, 9, "День Победы"), (6, 12, "День России"),
    (11, 4, "День народного единства"),
)  # fmt: skip


@command
def plan_demo_absences(demo: Demo, *, by: Actor) -> None:
    """Hours with a lunch break, the holidays of this year and the next, two absences."""
    office = "9:00–13:00, 14:00–18:00"
    set_working_hours([*[office] * 4, "9:00–13:00, 14:00–17:00", "", ""], by=by)
    for year in (demo.today.year, demo.today.year + 1):
        for month, day, name in HOLIDAYS:
            add_special_day(date(year, month, day), name=name, by=by)
        add_special_day(date(year, 12, 31), name="Канун Нового года", hours="9:00–13:00", by=by)
    people = dict(User.objects.values_list("email", "pk"))
    absent = (
        ("garipov", -4, 9, "Отпуск", "elkin"),
        ("dyachenko", 12, 25, "Отпуск", "moroz"),
        ("secretary", 0, 1, "Больничный", None),
    )
    for login, first, last, reason, other in absent:
        add_absence(
            people[mail(login)],
            first_on=demo.today + timedelta(days=first),
            last_on=demo.today + timedelta(days=last),
            reason=reason,
            substitute_id=people[mail(other)] if other else None,
            by=by,
        )
