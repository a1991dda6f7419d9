"""Consents of the demo company's people, a refusal here and there, and one open request."""

from datetime import timedelta

from django.utils import timezone

from orbita.parties.consent.commands.requests import add_request
from orbita.parties.consent.models import (
    Basis,
    Consent,
    Decision,
    Keeping,
    Privacy,
    Proof,
    Purpose,
    Sort,
    Wording,
)
from orbita.parties.consent.models.erasures import Since, What
from orbita.parties.consent.presets import settle_purposes
from orbita.parties.consent.rules import month_after
from orbita.parties.directory.models import Form, Party
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo

TEXT = (
    "Я даю согласие на обработку моих персональных данных (фамилия, имя, отчество, телефон,"
    " электронная почта) для получения рекламных сообщений. Согласие можно отозвать письмом на"
    " адрес компании в любой день."
)
MOST = 120


@command
def consent_demo_people(demo: Demo, *, by: Actor) -> None:
    """Two of three people agreed to letters, some refused calls, one wants to know what is known."""
    settle_purposes()
    purposes = {row.key: row for row in Purpose.objects.all()}
    wording = Wording.objects.create(purpose=purposes["mailing"], number=1, text=TEXT)
    people = list(
        Party.objects.alive().filter(form=Form.PERSON).order_by("created_at", "name")[:MOST]
    )
    rows = [row for person in people for row in _of(demo, person, purposes, wording)]
    Consent.objects.bulk_create(rows, batch_size=500)
    Keeping.objects.create(
        name="Отозвали согласие и ничего не купили", since=Since.WITHDRAWN, months=1,
        what=What.ANONYMISE,
    )  # fmt: skip
    Keeping.objects.create(name="Молчат три года", since=Since.TOUCH, months=36, what=What.REMIND)
    director = User.objects.filter(role_assignments__role__key="director").first()
    Privacy.objects.update_or_create(
        pk=1, defaults={"responsible": director, "contact": "privacy@example.ru"}
    )
    if people:
        day = timezone.localdate() - timedelta(3)
        add_request(
            people[0].pk, Sort.ACCESS, received_on=day, came_by="Письмо на почту компании",
            text="Сообщите, какие мои данные у вас есть и откуда они.", by=by,
        )  # fmt: skip


def _of(demo: Demo, person: Party, purposes: dict[str, Purpose], wording: Wording) -> list[Consent]:
    if not demo.chance(0.67):
        return []
    day = timezone.localdate() - timedelta(demo.random.randrange(20, 600))
    proof = demo.random.choice((Proof.FORM, Proof.PAPER, Proof.LETTER))
    common = {"party": person, "owner_id": person.owner_id, "given_on": day}
    made = [
        Consent(
            **common, purpose=purposes["mailing"], channel="email", until=month_after(day, 36),
            wording=wording, proof=proof, proof_note=f"Анкета от {day:%d.%m.%Y}",
        )
    ]  # fmt: skip
    if demo.chance(0.3):
        made.append(
            Consent(
                **common, purpose=purposes["contract"], basis=Basis.CONTRACT, proof=Proof.CONTRACT
            )
        )
    if demo.chance(0.15):
        made.append(
            Consent(
                **common, purpose=purposes["calls"], channel="phone", decision=Decision.REFUSED,
                proof=Proof.CALL, proof_note="Сказал по телефону: не звонить с рекламой",
            )
        )  # fmt: skip
    return made
