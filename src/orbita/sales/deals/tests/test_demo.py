"""The demo company as `./orbita up --demo` makes it."""

import time
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F, Q
from django.test import Client
from django.utils import timezone

from orbita.activities.timeline.models import Interaction, Kind
from orbita.kit.requisites import check_account
from orbita.parties.directory import rules
from orbita.parties.directory.models import BankAccount, Form, Party
from orbita.platform.accounts.models import Role, User
from orbita.platform.accounts.presets import ROLES
from orbita.platform.ui.demo import PASSWORD, mail
from orbita.sales.deals.models import Deal, Outcome

SECONDS = 60


def _filled() -> float:
    """Seconds that the demo company took."""
    started = time.monotonic()
    call_command("demo", stdout=StringIO())
    return time.monotonic() - started


def _print() -> str:
    """Names, titles, amounts and texts of everything, as one hash."""
    rows = [
        *Party.objects.order_by("pk").values_list("pk", "name", "inn", "created_at"),
        *Deal.objects.order_by("pk").values_list("title", "amount", "closed_on", "party__name"),
        *Interaction.objects.order_by("pk").values_list("subject", "text", "at"),
    ]
    return sha256(repr(rows).encode()).hexdigest()


@pytest.mark.django_db
def test_the_demo_company_is_big_enough_and_keeps_the_rules() -> None:
    seconds = _filled()

    assert seconds < SECONDS
    assert Party.objects.filter(form=Form.ORGANISATION).count() >= 300
    assert Party.objects.filter(form=Form.PERSON).count() >= 900
    assert Deal.objects.count() == 2000
    assert Interaction.objects.exclude(kind=Kind.STORY).count() >= 10_000
    assert Interaction.objects.filter(due_at__date=timezone.localdate(), done_at=None).exists()

    for party in Party.objects.values("form", "inn", "kpp", "ogrn"):
        assert not rules.faults(party["form"], party)
    for account in BankAccount.objects.all():
        assert check_account(account.account, account.bik) is None

    is_open = Q(stage__outcome=Outcome.OPEN)
    assert not Deal.objects.filter(is_open, closed_on__isnull=False).exists()
    assert not Deal.objects.filter(~is_open, closed_on=None).exists()
    assert not Deal.objects.filter(closed_on__lt=F("opened_on")).exists()
    assert not Deal.objects.filter(closed_on__gt=timezone.localdate()).exists()
    assert not Interaction.objects.filter(done_at__gt=timezone.now()).exists()
    assert not Deal.objects.filter(party__created_at__date__gt=F("opened_on")).exists()

    for role in Role.objects.filter(key__in=ROLES):
        client = Client()
        assert client.login(email=mail(role.key), password=PASSWORD), role.key
    assert {mail("seller"), mail("seller2")} <= set(User.objects.values_list("email", flat=True))

    with pytest.raises(CommandError, match="not empty"):
        call_command("demo", stdout=StringIO())


@pytest.mark.slow
@pytest.mark.django_db
def test_the_demo_company_is_the_same_each_time() -> None:
    prints = []
    for _time in range(2):
        with transaction.atomic():
            _filled()
            prints.append(_print())
            transaction.set_rollback(True)

    assert prints[0] == prints[1]
