"""Runs by itself with the example installed: brings its tables, visits its pages, leaves nothing."""

import sys
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from orbita.kit.slots import absence  # noqa: E402
from orbita.parties.directory.tests.factories import organisation  # noqa: E402
from orbita.platform.accounts.tests.factories import employee, signed_in  # noqa: E402
from orbita.platform.acts.actor import SYSTEM  # noqa: E402
from orbita.platform.acts.frame import last_act_id  # noqa: E402
from orbita.platform.audit.commands import undo_act  # noqa: E402
from orbita.platform.modules.commands import switch_off_module  # noqa: E402

HTMX = {"HX-Request": "true"}


def tell(*words: object) -> None:
    """A line for the test that has started this."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def text(answer: Any) -> str:
    """What the answer says."""
    return str(answer.content.decode())


def found(words: str, answer: Any) -> str:
    """The words, when they are in the answer."""
    return words if words in text(answer) else "nothing"


def visit(client: Client) -> None:
    """The page, the panel, the form, the menu, the settings; then switched off and undone."""
    signed_in(client, employee("admin"))
    party = organisation("Северный ветер")
    tell("empty", client.get("/x/rates/").status_code)
    panel = client.get(f"/records/party/{party.pk}/panels/rate/", headers=HTMX)
    tell("panel", panel.status_code, found("Валюта клиента", panel))
    form = {"currency": "CNY", "rate": "12.85"}
    saved = client.post(f"/x/rates/clients/{party.pk}/", form, headers=HTMX)
    agreed = last_act_id()
    tell("saved", saved.status_code)
    page = client.get("/x/rates/")
    tell("page", page.status_code, found("12.85 ₽ / CNY", page))
    tell("menu", found("Курсы клиентов", page))
    listed = client.get("/settings/modules/")
    tell("settings", found("orbita-rates", listed), found("1.0.0", listed))
    switch_off_module("rates", by=SYSTEM)
    switched = last_act_id()
    tell("off", client.get("/x/rates/").status_code)
    assert switched is not None and agreed is not None
    undo_act(switched, by=SYSTEM)
    undo_act(agreed, by=SYSTEM)
    tell("undone", found("12.85", client.get("/x/rates/")))


if __name__ == "__main__":
    setup_test_environment()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    with transaction.atomic(), absence():
        call_command("migrate", "rates", verbosity=0, interactive=False)
        visit(Client())
        transaction.set_rollback(True)
