"""People and ties on the page of a party."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orbita.parties.directory.models import Form, Party
from orbita.parties.relations.forms import said
from orbita.parties.relations.models import RelationKind
from orbita.parties.relations.queries import Tie, ties
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor


def people(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """Who works at a company; for a person, where he works. Former jobs apart. Four statements."""
    if as_of is not None:
        return None
    at_company = party.form != Form.PERSON
    found = [tie for tie in ties(actor, party) if _is_job(tie) and tie.outgoing != at_company]
    may_edit = allows(actor, "parties.edit", party)
    return {
        "at_company": at_company,
        "present": [tie for tie in found if not tie.is_over],
        "former": [tie for tie in found if tie.is_over],
        "may_edit": may_edit,
        "may_add": may_edit and (not at_company or actor.may("parties.create")),
    }


def relations(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """Holdings, families, referrals and partners of a party. Four statements."""
    if as_of is not None:
        return None
    at_company = party.form != Form.PERSON
    found = [tie for tie in ties(actor, party) if not (_is_job(tie) and tie.outgoing != at_company)]
    may_edit = allows(actor, "parties.edit", party)
    if not found and not may_edit:
        return None
    return {"ties": [(said(tie.kind, tie.outgoing), tie) for tie in found], "may_edit": may_edit}


def _is_job(tie: Tie) -> bool:
    return tie.kind == RelationKind.WORKS_AT
