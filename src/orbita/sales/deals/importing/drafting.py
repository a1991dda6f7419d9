"""A read row becomes a deal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from orbita.kit.text import fold
from orbita.parties.directory.importing import resolve_clients
from orbita.platform.imports.drafts import Draft, Line, RowFault
from orbita.platform.imports.staging import Staging
from orbita.platform.keys import uuid7
from orbita.sales.deals.importing.stages import Stages
from orbita.sales.deals.models import LossReason, Outcome


def _stages(staging: Staging) -> Stages:
    found: Stages = staging.memory["stages"]
    return found


def draft(line: Line, staging: Staging) -> Draft:
    """A read row as a deal."""
    values = line.values
    columns: dict[str, Any] = {
        name: values.get(name)
        for name in ("title", "amount", "product", "opened_on", "expected_on", "source", "note")
    }
    if values.get("amount") is not None and values["amount"] < 0:
        raise RowFault(gettext("the amount is less than nothing"))
    columns["_party"] = values.get("party")
    columns["owner_id"] = values.get("owner")
    columns["currency"] = _currency(line, staging)
    outcome = _stage(line, columns, staging)
    _closing(line, columns, outcome, staging)
    if "external_id" in values:
        columns["external_id"] = values["external_id"]
        columns["external_system"] = staging.plan.source
    columns["_title"] = _title(values)
    return Draft(
        columns, keys={"title": columns["title"].strip().lower()} if columns["title"] else None
    )


def _title(values: Mapping[str, Any]) -> str:
    """What a deal without a title is called: what is sold, to whom."""
    words = [values[name] for name in ("product", "party") if values.get(name)]
    return " — ".join(words)[:500] or str(values.get("external_id") or gettext("Deal"))


def _currency(line: Line, staging: Staging) -> str | None:
    text: str | None = line.values.get("currency")
    if text is None:
        return None
    code = {"₽": "RUB", "РУБ": "RUB", "$": "USD", "€": "EUR"}.get(
        text.upper().strip(". "), text.upper()
    )
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code
    line.notes[staging.plan.head_of("currency")] = text
    return None


def _stage(line: Line, columns: dict[str, Any], staging: Staging) -> str:
    """Set the stage; gives the outcome. Without a word for it a deal with a closing day is open."""
    stages = _stages(staging)
    text = line.values.get("stage")
    found = stages.find(text) if text else None
    if text and found is None:
        line.notes[staging.plan.head_of("stage")] = text
    columns["stage_id"] = found[0] if found else None
    columns["_first_stage"] = stages.open[0].pk
    return found[1] if found else Outcome.OPEN


def _closing(line: Line, columns: dict[str, Any], outcome: str, staging: Staging) -> None:
    """The closing day of a closed deal; of an open one it is when the deal is expected to close."""
    day: date | None = line.values.get("closed_on")
    reason = line.values.get("loss_reason")
    if outcome == Outcome.OPEN:
        if day and not columns["expected_on"]:
            columns["expected_on"] = day
        elif day:
            line.notes[staging.plan.head_of("closed_on")] = day.isoformat()
        if reason:
            line.notes[staging.plan.head_of("loss_reason")] = reason
        return
    columns["closed_on"] = day or columns["expected_on"] or columns["opened_on"]
    if reason and outcome == Outcome.LOST:
        columns["loss_reason_id"] = _reason(reason, staging)
    elif reason:
        line.notes[staging.plan.head_of("loss_reason")] = reason


def _reason(name: str, staging: Staging) -> Any:
    known: dict[str, Any] = staging.memory["reasons"]
    key = fold(name)
    if key not in known:
        known[key] = uuid7()
        staging.memory.setdefault("new_reasons", []).append(
            LossReason(pk=known[key], name=name, position=100)
        )
    return known[key]


def prepare(staging: Staging) -> None:
    """Read what rows are compared with, before the file goes in."""
    staging.memory["stages"] = Stages(make="stages" in staging.plan.makes)
    staging.memory["reasons"] = {fold(row.name): row.pk for row in LossReason.objects.all()}


def resolve(staging: Staging) -> None:
    """Find the clients; make stages and reasons that are missing; refuse keys taken by others."""
    resolve_clients(staging, "_party", "party_id")
    stages = _stages(staging)
    staging.made["stages"] = len(stages.made)
    reasons = staging.memory.get("new_reasons", [])
    staging.made["reasons"] = len(reasons)
    staging.before += [stages.write_made, lambda: LossReason.objects.bulk_create(reasons)]
    staging.reject(
        """s.external_id IS NOT NULL AND EXISTS (SELECT FROM deals_deal d
           WHERE d.external_system = s.external_system AND d.external_id = s.external_id
             AND d.id <> s.id)""",
        gettext("another deal has this outside key already"),
    )
    staging.reject(
        """s.n IN (SELECT n FROM (SELECT n, row_number() OVER (PARTITION BY external_id ORDER BY n) AS place
           FROM import_rows WHERE fault IS NULL AND external_id IS NOT NULL
             AND fate IS DISTINCT FROM 'follower') AS placed WHERE place > 1)""",
        gettext("an earlier row of the file has this outside key already"),
    )
