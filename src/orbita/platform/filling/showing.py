"""Conditions of own fields and tabs, answered for one record while its form is being filled in.

What a condition says of own fields is judged by the values in the form; all else is asked of the
database, once for each test, for the record as it is stored. For a record that is only being made,
its other fields are judged by what is typed so far.
"""

from collections.abc import Mapping
from typing import Any

from orbita.platform.acts.actor import Actor
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.judging import CannotJudge, is_own, judge
from orbita.platform.conditions.tree import ConditionFault, Test, parse
from orbita.platform.lists.slots import fields_of
from orbita.platform.records.slots import kinds


class Judge:
    """Answers the conditions of one record of a kind. `given` are the other fields of a new one."""

    def __init__(
        self, kind: str, actor: Actor, record: Any = None, given: Mapping[str, Any] | None = None
    ) -> None:
        self.kind = kind
        self.actor = actor
        self.record = record
        self.given = given or {}
        self._known: dict[str, bool] = {}

    def holds(self, where: str, own: Mapping[str, Any]) -> bool:
        """Whether a condition holds with these own values. One that cannot be read does not."""
        if not where:
            return True
        fields = fields_of(self.kind)
        values = {key: own.get(key) for key, field in fields.items() if is_own(field)}
        try:
            return judge(
                parse(where),
                {**self.given, **values},
                fields,
                actor=self.actor,
                answers=self._answer if self.record is not None else None,
            )
        except (CannotJudge, ConditionFault):
            return False

    def _answer(self, test: Test) -> bool | None:
        """What the database says of a test of other fields; nothing of tests of own ones."""
        field = fields_of(self.kind).get(test.field)
        if field is not None and is_own(field):
            return None
        key = repr(test)
        if key not in self._known:
            asked = compile_condition(test, self.kind, fields_of, self.actor)
            rows = kinds[self.kind].model._base_manager.filter(pk=self.record.pk)
            self._known[key] = rows.filter(asked).exists()
        return self._known[key]
