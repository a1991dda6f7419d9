"""How often values are said: what many say tells little when two agree in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Any

from orbita.kit.likeness.profiles import Profile
from orbita.kit.likeness.wording import is_filler


class Rarity(dict[str, float]):
    """How much a word of a company's name tells: the logarithm of its rarity. A word that nobody has
    counted is as rare as can be."""

    def __init__(self, words: Mapping[str, int], companies: int) -> None:
        super().__init__()
        self._words = words
        self._companies = companies

    def __missing__(self, word: str) -> float:
        count = self._words.get(word, 0) or 1
        told = (log((self._companies + 1) / count) + 0.1) * (0.15 if is_filler(word) else 1.0)
        self[word] = told
        return told


@dataclass
class Frequencies:
    """How many records say something of a kind, and how often each value is said."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    filled: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    """In how many companies' names each word stands."""
    distinct: dict[str, int] = field(default_factory=dict)
    """How many values each kind has, when not all of them are counted here."""
    rarity: "Rarity" = field(default_factory=lambda: Rarity(Counter(), 0))

    def share(self, kind: str, value: str) -> float:
        """How likely another record has the value by chance."""
        total = self.filled[kind]
        if not total:
            return 0.0
        return max(self.counts[kind][value] - 1, 0.5) / total

    def agreement(self, kind: str) -> float:
        """How likely two records agree in this by chance."""
        total = self.filled[kind]
        if total < 2:
            return 0.0
        same = sum(count * (count - 1) for count in self.counts[kind].values())
        return float(same / (total * (total - 1)))


def count_values(profiles: Iterable[Profile]) -> Frequencies:
    """Count what the records say."""
    found = Frequencies()
    for one in profiles:
        for kind, value in _said(one):
            found.counts.setdefault(kind, Counter())[value] += 1
            found.filled[kind] += 1
        found.words.update(set(one.company))
    found.rarity = Rarity(found.words, found.filled["company"])
    return found


def recalled(counts: Mapping[str, Any], profiles: Iterable[Profile]) -> Frequencies:
    """The counts that an earlier search kept, with the values of a few records beside them."""
    found = count_values(profiles)
    for kind, filled in counts.get("filled", {}).items():
        found.filled[kind] = max(filled, found.filled[kind])
    for kind, values in counts.get("values", {}).items():
        kept: Counter[str] = found.counts.setdefault(kind, Counter())
        for value, count in values.items():
            kept[value] = max(count, kept[value])
    found.words = Counter[str](counts.get("words", {})) | found.words
    found.distinct = dict(counts.get("distinct", {}))
    found.rarity = Rarity(found.words, found.filled["company"])
    return found


def _said(one: Profile) -> Iterator[tuple[str, str]]:
    """What a record says, by kind: only that which is said is given."""
    for kind, value in _values(one):
        if value:
            yield kind, value
    for name, code in one.codes.items():
        yield f"code:{name}", code
    for name, word in one.attributes.items():
        yield f"own:{name}", word[0]


def _values(one: Profile) -> Iterator[tuple[str, str]]:
    for kind, word in (("last", one.last), ("first", one.first), ("middle", one.middle)):
        yield kind, word[0] if word else ""
    yield "company", " ".join(one.company)
    yield "form", one.form
    yield "number", " ".join(one.numbers)
    yield "branch", one.branch
    for kind, values in (("phone", one.phones), ("mail", one.mails), ("account", one.accounts)):
        yield kind, values[0] if values else ""
    yield "site", one.site
    yield "born", one.born
    for spot in one.places[:1]:
        yield "street", spot.street[2] if spot.street else ""
        yield "more", spot.more[0] if spot.more else ""
        yield "city", spot.city[0] if spot.city else ""
        yield "region", spot.region
        yield "postcode", spot.postcode
