"""./orbita token: a new key for an employee, said once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from orbita.api.keys.commands import create_key
from orbita.platform.accounts.models import User
from orbita.platform.accounts.queries import actor_of
from orbita.platform.acts.errors import Refusal


class Command(BaseCommand):
    help = "Make a key for the API and print it; it is shown this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and what the key may do."""
        parser.add_argument("user", metavar="EMAIL", help="whose key it is")
        parser.add_argument("--name", default="./orbita token", help="for which program it is")
        parser.add_argument(
            "--scopes", default="read,write", help="read, write or permissions, with commas"
        )
        parser.add_argument("--days", type=int, help="for how many days it is valid")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the key."""
        user = User.objects.active().filter(email__iexact=options["user"]).first()
        if user is None:
            raise CommandError(f"nobody with the e-mail {options['user']} can sign in")
        days = options["days"]
        until = timezone.localdate() + timedelta(days=days) if days is not None else None
        scopes = [word.strip() for word in options["scopes"].split(",") if word.strip()]
        try:
            _key, secret = create_key(
                name=options["name"], scopes=scopes, expires_on=until, by=actor_of(user)
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(secret)
