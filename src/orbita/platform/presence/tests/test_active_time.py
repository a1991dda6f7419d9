"""Active minutes are counted once, whatever the number of open pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orbita.platform.accounts.tests import factories as people
from orbita.platform.presence.models import ActiveTime
from orbita.platform.presence.queries import minutes_of

pytestmark = pytest.mark.django_db


@pytest.mark.req("SAL-28")
def test_two_pages_in_one_minute_count_once_and_the_next_minute_counts_again(
    client: Client,
) -> None:
    alice = people.alice()
    client.force_login(alice)
    today = timezone.localdate()

    client.post(reverse("presence:minute"))
    client.post(reverse("presence:minute"))
    assert minutes_of([alice.pk], today, today + timedelta(days=1)) == {alice.pk: 1}

    ActiveTime.objects.update(last_at=timezone.now() - timedelta(seconds=61))
    client.post(reverse("presence:minute"))
    assert minutes_of([alice.pk], today, today + timedelta(days=1)) == {alice.pk: 2}
