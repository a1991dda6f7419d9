"""`./orbita duplicates KIND`: print the pairs of records that seem to be one."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from orbita.kit.likeness.finding import THRESHOLD, Pair
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.duplicates.commands import keep_scan
from orbita.platform.duplicates.scanning import Scan, scan
from orbita.platform.duplicates.slots import Matchable, matchable_of, matchables
from orbita.platform.duplicates.wording import chips
from orbita.platform.records.slots import kinds

BATCH = 2000


class Command(BaseCommand):
    """Search among all records of a kind for those that are there twice."""

    help = "Print the pairs of records that seem to be one, the surest first."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Its own options only: those of Django would be noise here."""
        return super().create_parser("./orbita", "duplicates", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """KIND and how to tell it."""
        parser.add_argument("kind", help="parties, leads …")
        parser.add_argument("--json", action="store_true", help="a line of JSON a pair")
        parser.add_argument("--threshold", type=float, default=THRESHOLD, metavar="P",
                            help=f"from this probability on, 0 to 1 (default: {THRESHOLD})")  # fmt: skip
        parser.add_argument("--limit", type=int, metavar="N", help="the first N pairs only")
        parser.add_argument("--lang", default="ru", help="the language of the reasons: ru or en")
        parser.add_argument("--keep", action="store_true", help="put the pairs into the queue too")

    def handle(self, *args: Any, **said: Any) -> None:
        """Search and print. Decisions of people about pairs are for the queue alone."""
        plug = matchable_of(said["kind"])
        if plug is None:
            known = ", ".join(one.names[0] for one in matchables)
            raise CommandError(
                _("“%(kind)s” has no duplicates to look for; what has: %(kinds)s")
                % {"kind": said["kind"], "kinds": known}
            )
        if not 0 <= said["threshold"] <= 1:
            raise CommandError(_("The threshold is a number from 0 to 1"))
        done = scan(plug, threshold=said["threshold"])
        if said["keep"]:
            keep_scan(plug.kind, done, by=SYSTEM)
        with translation.override(said["lang"]):
            for line in self._lines(plug, done, said["limit"]):
                self.stdout.write(
                    json.dumps(line, ensure_ascii=False) if said["json"] else _plain(line)
                )
        self.stderr.write(
            _("%(records)s records, %(pairs)s pairs")
            % {"records": len(done.profiles), "pairs": len(done.found.pairs)}
        )
        sys.stderr.flush()

    def _lines(self, plug: Matchable, done: Scan, limit: int | None) -> Iterator[dict[str, Any]]:
        pairs = done.found.pairs[:limit]
        for start in range(0, len(pairs), BATCH):
            yield from _told(plug, pairs[start : start + BATCH])


def _told(plug: Matchable, pairs: list[Pair]) -> Iterator[dict[str, Any]]:
    ids = {UUID(key) for pair in pairs for key in (pair.a, pair.b)}
    kind = kinds[plug.kind]
    titles = dict(kind.model.objects.filter(pk__in=ids).values_list("pk", kind.title))
    outside = plug.outside_keys(ids)
    for pair in pairs:
        yield {
            "records": [
                {
                    "id": key,
                    "external_id": outside.get(UUID(key)),
                    "title": str(titles.get(UUID(key), "")),
                }
                for key in (pair.a, pair.b)
            ],
            "score": pair.score,
            "reasons": [
                chip.text
                for chip in chips(
                    (one.field, one.level, one.top, one.weight) for one in pair.reasons
                )
            ],
        }


def _plain(line: dict[str, Any]) -> str:
    one, other = line["records"]
    return (
        f"{line['score']:.3f}  {one['title']}  =  {other['title']}  ({', '.join(line['reasons'])})"
    )
