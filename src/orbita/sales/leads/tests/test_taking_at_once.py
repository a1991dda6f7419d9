"""Two sellers at the same moment, in two transactions."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from orbita.platform.accounts.tests.factories import actor, alice, carol
from orbita.platform.acts.actor import Actor
from orbita.sales.leads.commands import take_lead
from orbita.sales.leads.errors import LeadIsTaken
from orbita.sales.leads.models import Lead
from orbita.sales.leads.tests.factories import lead


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("SAL-25")
def test_of_two_who_take_a_lead_at_once_one_gets_it_and_the_other_is_told_who() -> None:
    wanted = lead()
    sellers = [actor(alice()), actor(carol())]

    def take(by: Actor) -> str:
        try:
            take_lead(wanted.pk, by=by)
        except LeadIsTaken as refusal:
            return str(refusal.values["name"])
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = [name for name in pool.map(take, sellers) if name]

    owner = Lead.objects.select_related("owner").get().owner
    assert told == [str(owner)]
