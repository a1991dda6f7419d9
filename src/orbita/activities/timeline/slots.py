"""What other apps tell on the timeline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from orbita.kit.slots import Slot

Text = str | Promise


@dataclass(frozen=True)
class Story:
    """A sort of system entry, worded when it is shown, in the reader's language.

    `title` and `text` are templates with %(name)s places for the values that were told; `words`
    turns stored values into what is read (a sum into «1,2 млн ₽»).
    """

    key: str
    title: Text
    icon: str = "activity"
    tone: str = "gray"
    text: Text = ""
    words: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None

    def worded(self, template: Text, values: Mapping[str, Any]) -> str:
        """A template with the values in it; what is missing is left out."""
        said = dict(self.words(values) if self.words else values)
        return str(template) % _Lenient(said) if template else ""


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


stories: Slot[Story] = Slot("timeline stories", key=lambda plug: plug.key)
