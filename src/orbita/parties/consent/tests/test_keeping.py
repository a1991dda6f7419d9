"""Rules of retention: whom they reach, what they do by night, whom they leave."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orbita.parties.consent.commands import give_consent, save_keeping, withdraw_consents
from orbita.parties.consent.commands.keeping import run_keeping
from orbita.parties.consent.keeping import dry_run
from orbita.parties.consent.models import Consent, Erasure, Keeping, Purpose
from orbita.parties.consent.presets import settle_purposes
from orbita.parties.consent.tests.factories import director
from orbita.parties.directory.models import Party
from orbita.parties.directory.tests import factories as parties
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.errors import NotAllowed
from orbita.sales.deals.tests import factories as deals

pytestmark = pytest.mark.django_db


def _old() -> Party:
    """A person added four years ago."""
    made = parties.person()
    Party.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(1500))
    return made


def _rule(**values: object) -> Keeping:
    values = {"name": "Четыре года", "since": "created", "months": 36, "what": "anonymise"} | values
    return save_keeping(None, {"is_active": True, **values}, by=people.actor(director()))


@pytest.mark.req("PAR-27")
def test_a_rule_erases_by_night_whom_the_trial_named_and_leaves_open_deals() -> None:
    over, held, young = _old(), _old(), parties.person()
    deals.deal(party_id=held.pk)
    rule = _rule()

    people_found, count = dry_run(rule, SYSTEM)
    run = run_keeping(rule.pk, by=SYSTEM)

    assert ({one.pk for one in people_found}, count) == ({over.pk, held.pk}, 2)
    assert run is not None
    assert (run.found, run.done, run.held) == (2, 1, 1)
    assert Erasure.objects.get().party_id == over.pk
    young.refresh_from_db()
    assert young.name.startswith("Олег")


def test_a_rule_that_is_off_does_nothing_and_one_that_reminds_erases_nobody() -> None:
    _old()

    assert run_keeping(_rule(is_active=False).pk, by=SYSTEM) is None
    run = run_keeping(_rule(name="Напомнить", what="remind").pk, by=SYSTEM)

    assert run is not None
    assert (run.found, run.done) == (1, 0)
    assert not Erasure.objects.exists()


def test_a_withdrawn_consent_without_another_basis_brings_the_term() -> None:
    settle_purposes()
    purpose, actor = Purpose.objects.get(key="mailing"), people.actor()
    gone, other = parties.person(), parties.person()
    consents = [give_consent(one.pk, purpose.pk, by=actor) for one in (gone, other)]
    withdraw_consents([one.pk for one in consents], by=actor)
    Consent.objects.update(
        withdrawn_at=timezone.now() - timedelta(70), given_on=timezone.localdate() - timedelta(90),
        until=None,
    )  # fmt: skip
    give_consent(other.pk, Purpose.objects.get(key="contract").pk, basis="contract", by=actor)

    found, _count = dry_run(_rule(since="withdrawn", months=1), SYSTEM)

    assert [one.pk for one in found] == [gone.pk]


def test_rules_are_made_by_who_may() -> None:
    with pytest.raises(NotAllowed):
        save_keeping(None, {"name": "x", "what": "anonymise"}, by=people.actor())
