"""What other apps tell on the timeline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.acts.actor import Actor

Text = str | Promise


@dataclass(frozen=True)
class Story:
    """A sort of system entry, worded when it is shown, in the reader's language.

    `title` and `text` are templates with %(name)s places for the values that were told; `words`
    turns stored values into what is read (a sum into «1,2 млн ₽»). `over` names the fields (value,
    kind, field) that the values were taken from: whoever does not see one is not told it.
    """

    key: str
    title: Text
    icon: str = "activity"
    tone: str = "gray"
    text: Text = ""
    words: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    over: Sequence[tuple[str, str, str]] = ()

    def worded(self, template: Text, values: Mapping[str, Any], actor: Actor) -> str:
        """A template with the values in it; what is missing or hidden from the reader is left out."""
        closed = {value for value, kind, field in self.over if not actor.sees(kind, field)}
        values = {name: value for name, value in values.items() if name not in closed}
        said = dict(self.words(values) if self.words else values)
        return str(template) % _Lenient(said) if template else ""


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


stories: Slot[Story] = Slot("timeline stories", key=lambda plug: plug.key)
