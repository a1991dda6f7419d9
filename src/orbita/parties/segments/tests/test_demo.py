"""The demo company's segments."""

import pytest
from django.utils import timezone

from orbita.parties.directory.models import Form, Party
from orbita.parties.segments.demo import divide_demo_clients
from orbita.parties.segments.models import Membership, Segment, Sort
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.ui.demo import Demo

pytestmark = pytest.mark.django_db


def test_the_demo_has_segments_by_condition_and_by_hand_with_a_past() -> None:
    Party.objects.bulk_create(
        [Party(name=f"c{n}", form=Form.ORGANISATION, city="Москва") for n in range(60)]
    )
    today = timezone.localdate()
    divide_demo_clients(Demo.of_chapter("segments", today), by=SYSTEM)

    assert Segment.objects.filter(sort=Sort.DYNAMIC).count() >= 6
    invited = Segment.objects.get(sort=Sort.STATIC)
    assert invited.state.size == invited.memberships.filter(until=None).count() == 24
    assert not Membership.objects.filter(since__gt=timezone.now()).exists()
    assert all(Segment.objects.values_list("state__is_readable", flat=True))
