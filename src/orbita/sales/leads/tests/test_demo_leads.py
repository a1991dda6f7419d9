"""The leads of the demo company."""

from datetime import date

import pytest
from django.utils import timezone

from orbita.platform.accounts.demo import hire_demo_staff
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.calendars.demo import plan_demo_absences
from orbita.platform.calendars.models import Absence
from orbita.platform.ui.demo import Demo
from orbita.sales.leads.demo import receive_demo_leads
from orbita.sales.leads.models import Lead, Status
from orbita.sales.leads.presets import settle_sources
from orbita.sales.leads.tests.factories import always_open

pytestmark = pytest.mark.django_db


def _demo(key: str, day: date) -> Demo:
    return Demo.of_chapter(key, day)


@pytest.mark.req("SAL-25")
def test_the_demo_company_has_leads_to_sort_and_leads_that_came_twice() -> None:
    day = timezone.localdate()
    settle_sources()
    hire_demo_staff(_demo("accounts", day), by=SYSTEM)
    plan_demo_absences(_demo("calendars", day), by=SYSTEM)
    always_open()
    receive_demo_leads(_demo("leads", day), by=SYSTEM)

    waiting = Lead.objects.filter(status=Status.NEW)
    assert (Lead.objects.count(), waiting.count(), Absence.objects.count()) == (120, 25, 3)
    assert waiting.exclude(owner=None).exists() and waiting.filter(owner=None).exists()
    phones = list(waiting.values_list("phone_normal", flat=True))
    assert len(set(phones)) < len(phones)
