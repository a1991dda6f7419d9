"""One list for calling of the demo company: look-alikes of the best, called half through."""

from datetime import timedelta

from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo, mail
from orbita.sales.prospecting.commands import call_look_alikes
from orbita.sales.prospecting.models import CallEntry, State

SCRIPT = """Добрый день! Меня зовут …, компания «Орбита».
Мы поставляем складское оборудование компаниям вашей отрасли.
1. Кто у вас отвечает за склад?
2. Что планируете обновить в этом году?
3. Когда удобно показать расчёт: сегодня или завтра?"""
FOUND, CALLED = 60, 22
WEIGHTS = {State.CALLED: 35, State.NO_ANSWER: 35, State.REFUSED: 18, State.INTERESTED: 12}
NOTES = {
    State.CALLED: "Поговорили с секретарём, решает директор по логистике.",
    State.NO_ANSWER: "",
    State.REFUSED: "Работают с другим поставщиком, менять не хотят.",
    State.INTERESTED: "Просят расчёт на стеллажи для второго склада.",
}


@command
def call_demo_look_alikes(demo: Demo, *, by: Actor) -> None:
    """Sixty look-alikes for two sellers, a third of them called over the last two weeks."""
    people = list(
        User.objects.filter(email__in=[mail("seller"), mail("seller2")]).order_by("email")
    )
    head = User.objects.filter(email=mail("head")).first() or User.objects.order_by("email")[0]
    made = call_look_alikes(
        name="Похожие на 20 лучших",
        script=SCRIPT,
        top=20,
        limit=FOUND,
        assignees=[person.pk for person in people],
        by=by,
    )
    made.owner = made.created_by = head
    made.save(update_fields=["owner", "created_by"])
    entries = list(made.entries.order_by("position")[:CALLED])
    for place, entry in enumerate(entries):
        day = demo.workday(demo.ago(14 - place * 12 / CALLED))
        entry.state = demo.pick(WEIGHTS)
        entry.note = NOTES[State(entry.state)]
        entry.called_at = demo.moment(day, 10, 17) + timedelta(seconds=place)
        entry.attempts = 1
    CallEntry.objects.bulk_update(entries, ["state", "note", "called_at", "attempts"])
