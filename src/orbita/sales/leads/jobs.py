"""Leads that nobody takes go on by themselves."""

from procrastinate.contrib.django import app

from orbita.platform.acts.actor import SYSTEM
from orbita.sales.leads.commands import pass_on_overdue, wake_waiting


@app.periodic(cron="* * * * *")
@app.task(name="leads.mind_timers", queue="care", queueing_lock="lead timers")
def mind_timers(timestamp: int) -> None:
    """Give out what waited for the opening, and pass on what was not taken in time."""
    wake_waiting(by=SYSTEM)
    pass_on_overdue(by=SYSTEM)
