"""What a typed text means for the search: words, digits, another keyboard layout, typos."""

from dataclasses import dataclass

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db.models import F, FloatField, Func, Q, Value

from orbita.kit.keyboard import variants
from orbita.kit.text import digits as digits_of
from orbita.kit.text import fold

LEAST_DIGITS = 4
"""Fewer digits than this are searched as a word only: they would match half of all phones."""


@dataclass(frozen=True)
class Question:
    """A search text, read in every keyboard layout that makes sense."""

    texts: tuple[str, ...]
    digits: str

    @classmethod
    def of(cls, text: str) -> "Question":
        """Read what was typed."""
        folded = [fold(variant) for variant in variants(text.strip()[:200])]
        number = digits_of(text)
        letters = any(sign.isalpha() for sign in text)
        return cls(tuple(dict.fromkeys(t for t in folded if t)), "" if letters else _tail(number))

    def __bool__(self) -> bool:
        return bool(self.texts)

    def words(self) -> Q:
        """Every word begins a word of the entry (or is a form of one), or the digits stand in it."""
        found = Q()
        for text in self.texts:
            if (query := _tsquery(text)) is not None:
                found |= Q(vector=query)
        if len(self.digits) >= LEAST_DIGITS:
            found |= Q(digits__contains=self.digits)
        return found or Q(pk__in=())

    @property
    def wordings(self) -> list[list[str]]:
        """The words of each reading: by them a title is asked where nothing else may be."""
        return [words for text in self.texts if (words := _words(text))]

    def in_title(self) -> Q:
        """Every word of a reading stands in the title itself."""
        found = Q(pk__in=())
        for words in self.wordings:
            found |= Q(*(Q(folded__contains=word) for word in words))
        return found

    def typos(self) -> Q:
        """The text resembles some words of the title."""
        found = Q(pk__in=())
        for text in self.texts:
            if len(text) > 3:
                found |= Q(folded__trigram_word_similar=text)
        return found

    def closeness(self) -> Func:
        """How near a title is to what was typed, 0 to 1."""
        return Func(
            Value(self.texts[0] if self.texts else ""),
            F("folded"),
            function="word_similarity",
            output_field=FloatField(),
        )


def _tail(number: str) -> str:
    """A number without the trunk prefix, so that 8 911… and +7 911… are the same."""
    return number[-10:] if len(number) == 11 and number[0] in "78" else number


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()[:8]


def _tsquery(text: str) -> SearchQuery | CombinedSearchQuery | None:
    words = _words(text)
    query: SearchQuery | CombinedSearchQuery | None = None
    for word in words:
        begins = SearchQuery(f"{word}:*", config="simple", search_type="raw")
        either = begins | SearchQuery(word, config="russian", search_type="plain")
        query = either if query is None else query & either
    return query
