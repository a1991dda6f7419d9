"""Evidence for and against two records being one: fields, levels, learnt weights, reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from orbita.kit.likeness import comparing
from orbita.kit.likeness.frequencies import Frequencies
from orbita.kit.likeness.profiles import Profile, Spot
from orbita.kit.likeness.weighing import Belief, Pattern, Weights
from orbita.kit.likeness.wording import form_family

Judge = Callable[[Profile, Profile], tuple[int, float]]
"""The level of two profiles in a field (-1: one of them says nothing) and how frequent the shared
value is as a share of records (0: no matter)."""


@dataclass(frozen=True)
class Field:
    """A kind of evidence and what is believed of it."""

    key: str
    judge: Judge
    belief: Belief

    @property
    def top(self) -> int:
        return len(self.belief.same) - 1


KIN = ("city", "region", "postcode")
"""Fields that go together."""


def fields_of(frequencies: Frequencies, records: int) -> list[Field]:
    """The fields that these records speak of."""
    said = frequencies.filled
    makers = _makers(frequencies)
    found = [make() for key, make in makers.items() if said[key]]
    for kind in sorted(said):
        prefix, _, name = kind.partition(":")
        if prefix == "code":
            found.append(_code(frequencies, kind, name))
        elif prefix == "own" and _is_telling(frequencies, kind, records):
            found.append(_own(frequencies, kind, name))
    return found


def _is_telling(frequencies: Frequencies, kind: str, records: int) -> bool:
    """A column that many records fill, neither the same everywhere nor another for each record."""
    filled = frequencies.filled[kind]
    values = frequencies.distinct.get(kind, len(frequencies.counts[kind]))
    return filled >= max(3, records * 0.05) and 2 <= values < filled


_NAME = (0.03, 0.01, 0.02, 0.08, 0.06, 0.80), (0.93, 0.04, 0.01, 0.005, 0.005, 0.01)
_INITIAL = {2: 2.0}
"""An initial is shared with every tenth: it never tells more than the whole name."""
_TEXT = (0.06, 0.02, 0.04, 0.08, 0.80), (0.90, 0.05, 0.02, 0.01, 0.02)
_CODE = (0.04, 0.02, 0.06, 0.88), (0.995, 0.003, 0.001, 0.001)
_COMPANY = Belief(
    (0.02, 0.02, 0.03, *(0.01, 0.01, 0.03) * 3, *(0.02, 0.04, 0.10), *(0.10, 0.20, 0.32)),
    (0.80, 0.17, 0.02, *(2e-3, 2e-4, 2e-5) * 3, *(1e-3, 1e-4, 1e-5) * 2),
    conflicts=0.2,
    low=1,
    identifies=2,
)
_BELIEFS = {
    "last": Belief(*_NAME, conflicts=0.25, low=1, identifies=3, most=_INITIAL),
    "first": Belief(*_NAME, conflicts=0.25, low=1, most=_INITIAL),
    "middle": Belief(*_NAME, conflicts=0.06, low=1, most=_INITIAL),
    "company": _COMPANY,
    "form": Belief((0.1, 0.05, 0.85), (0.7, 0.1, 0.2), conflicts=0.2),
    # They forbid, and tell nothing else: the name says the number already.
    "number": Belief((0.5, 0.5), (0.5, 0.5), most={0: 0.0, 1: 0.0}),
    "branch": Belief((0.5, 0.5), (0.5, 0.5), most={0: 0.0, 1: 0.0}),
    "phone": Belief((0.25, 0.05, 0.70), (0.9989, 0.0006, 0.0005), conflicts=0.5, identifies=2),
    "mail": Belief(
        (0.30, 0.06, 0.04, 0.60), (0.998, 0.001, 0.0005, 0.0005), conflicts=0.5, identifies=3
    ),
    "account": Belief((0.3, 0.7), (0.999, 0.001), conflicts=0.5, identifies=1),
    "site": Belief((0.1, 0.9), (0.999, 0.001), conflicts=0.3, identifies=1),
    "born": Belief(
        (0.03, 0.03, 0.04, 0.08, 0.82), (0.95, 0.03, 0.018, 0.001, 0.001), 0.12, 1, identifies=4
    ),
    "street": Belief(
        (0.06, 0.02, 0.03, 0.04, 0.06, 0.06, 0.13, 0.60),
        (0.94, 0.03, 0.015, 0.009, 0.001, 0.002, 0.0015, 0.0015),
        conflicts=0.4,
        low=2,
        identifies=7,
    ),
    "more": Belief(*_TEXT),
    "city": Belief(*_TEXT, conflicts=0.3),
    "region": Belief((0.08, 0.92), (0.8, 0.2), conflicts=0.2),
    "postcode": Belief(_CODE[0], (0.9, 0.05, 0.03, 0.02), conflicts=0.3),
}


def _makers(known: Frequencies) -> dict[str, Callable[[], Field]]:
    judges: dict[str, Callable[[], Judge]] = {
        "last": lambda: _part(known, "last"),
        "first": lambda: _part(known, "first"),
        "middle": lambda: _part(known, "middle"),
        "company": lambda: _company(known),
        "form": lambda: _form(known),
        "number": lambda: _numbers,
        "branch": lambda: _branch,
        "phone": lambda: _phones(known),
        "mail": lambda: _mails(known),
        "account": lambda: _accounts(known),
        "site": lambda: _site(known),
        "born": lambda: _born(known),
        "street": lambda: _street(known),
        "more": lambda: _spot_text(known, "more"),
        "city": lambda: _spot_text(known, "city"),
        "region": lambda: _region(known),
        "postcode": lambda: _postcode(known),
    }
    names = {"last": "name:last", "first": "name:first", "middle": "name:middle"}

    def maker(kind: str, judge: Callable[[], Judge]) -> Callable[[], Field]:
        return lambda: Field(names.get(kind, kind), judge(), _BELIEFS[kind])

    return {kind: maker(kind, judge) for kind, judge in judges.items()}


_level = comparing.name_level


def _part(known: Frequencies, kind: str) -> Judge:
    other_kind = {"last": "first", "first": "last"}.get(kind)

    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        one, two = getattr(a, kind), getattr(b, kind)
        if one is None or two is None:
            return -1, 0.0
        level = comparing.name_level(one, two)
        if level == 5:
            return 5, known.share(kind, one[0])
        if level < 3 and other_kind:
            across = getattr(b, other_kind)
            back = getattr(a, other_kind)
            if across and back:
                crossed = sorted((_level(one, across), _level(back, two)))
                if crossed[0] >= 2 and crossed[1] >= 4:
                    return 3, 0.0
        return level, 0.0

    return judge


def _company(known: Frequencies) -> Judge:
    """Quality of the agreement, in three grades of rarity from the third on: sharing «Сервис» is not
    sharing «Варвянский»."""
    common, rare = 0.55 * log(known.filled["company"] + 1), 0.85 * log(known.filled["company"] + 1)

    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        if not a.company or not b.company:
            return -1, 0.0
        quality, told = comparing.company_level(a.company, b.company, known.rarity)
        if quality < 3:
            return quality, 0.0
        return 3 * quality - 6 + (told >= common) + (told >= rare), 0.0

    return judge


def _form(known: Frequencies) -> Judge:
    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        if not a.form or not b.form:
            return -1, 0.0
        if a.form == b.form:
            return 2, known.share("form", a.form)
        return int(form_family(a.form) == form_family(b.form)), 0.0

    return judge


def _numbers(a: Profile, b: Profile) -> tuple[int, float]:
    if not a.numbers or not b.numbers:
        return -1, 0.0
    return int(set(a.numbers) <= set(b.numbers) or set(b.numbers) <= set(a.numbers)), 0.0


def _branch(a: Profile, b: Profile) -> tuple[int, float]:
    if not a.branch or not b.branch:
        return -1, 0.0
    return int(comparing.code_level(a.branch, b.branch) > 0), 0.0


def _code(known: Frequencies, kind: str, name: str) -> Field:
    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        one, two = a.codes.get(name), b.codes.get(name)
        if not one or not two:
            return -1, 0.0
        level = comparing.code_level(one, two)
        return level, known.share(kind, one) if level == 3 else 0.0

    return Field(kind, judge, Belief(*_CODE, conflicts=0.03, identifies=2))


def _own(known: Frequencies, kind: str, name: str) -> Field:
    values = known.counts[kind]
    numeric = sum(value.replace(" ", "").isdigit() for value in values) > 0.8 * len(values)

    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        one, two = a.attributes.get(name), b.attributes.get(name)
        if one is None or two is None:
            return -1, 0.0
        level = comparing.code_level(one[0], two[0]) if numeric else comparing.text_level(one, two)
        top = 3 if numeric else 4
        return level, known.share(kind, one[0]) if level == top else 0.0

    if numeric:
        telling = 3 if known.agreement(kind) < 0.001 else 99
        return Field(
            kind, judge, Belief(_CODE[0], (0.9, 0.04, 0.03, 0.03), 0.3, identifies=telling)
        )
    return Field(kind, judge, Belief(*_TEXT))


def _phones(known: Frequencies) -> Judge:
    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        if not a.phones or not b.phones:
            return -1, 0.0
        level = comparing.among_level(a.phones, b.phones)
        if level < 2:
            return level, 0.0
        return 2, max(known.share("phone", one) for one in a.phones if one in b.phones)

    return judge


def _mails(known: Frequencies) -> Judge:
    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        if not a.mails or not b.mails:
            return -1, 0.0
        level = comparing.mails_level(a.mails, b.mails, a.last[1] if a.last else "")
        if level < 3:
            return level, 0.0
        return 3, max(known.share("mail", one) for one in a.mails if one in b.mails)

    return judge


def _accounts(known: Frequencies) -> Judge:
    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        if not a.accounts or not b.accounts:
            return -1, 0.0
        return comparing.among_level(a.accounts, b.accounts, slips=False) // 2, 0.0

    return judge


def _site(known: Frequencies) -> Judge:
    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        if not a.site or not b.site:
            return -1, 0.0
        return (1, known.share("site", a.site)) if a.site == b.site else (0, 0.0)

    return judge


def _born(known: Frequencies) -> Judge:
    def judge(a: Profile, b: Profile) -> tuple[int, float]:
        if not a.born or not b.born:
            return -1, 0.0
        level = comparing.born_level(a.born, b.born)
        return level, known.share("born", a.born) if level == 4 else 0.0

    return judge


def _best(
    a: Profile, b: Profile, judge: Callable[[Spot, Spot], tuple[int, float]]
) -> tuple[int, float]:
    if len(a.places) == len(b.places) == 1:
        return judge(a.places[0], b.places[0])
    found = (-1, 0.0)
    for one in a.places:
        for two in b.places:
            found = max(found, judge(one, two))
    return found


def _street(known: Frequencies) -> Judge:
    def spots(one: Spot, two: Spot) -> tuple[int, float]:
        if one.street is None or two.street is None:
            return -1, 0.0
        level = comparing.street_level(one.street, two.street)
        return level, known.share("street", one.street[2]) if level == 7 else 0.0

    return lambda a, b: _best(a, b, spots)


def _spot_text(known: Frequencies, kind: str) -> Judge:
    def spots(one: Spot, two: Spot) -> tuple[int, float]:
        mine, theirs = getattr(one, kind), getattr(two, kind)
        if mine is None or theirs is None:
            return -1, 0.0
        level = comparing.text_level(mine, theirs)
        return level, known.share(kind, mine[0]) if level == 4 else 0.0

    return lambda a, b: _best(a, b, spots)


def _region(known: Frequencies) -> Judge:
    def spots(one: Spot, two: Spot) -> tuple[int, float]:
        if not one.region or not two.region:
            return -1, 0.0
        same = one.region == two.region
        return (1, known.share("region", one.region)) if same else (0, 0.0)

    return lambda a, b: _best(a, b, spots)


def _postcode(known: Frequencies) -> Judge:
    def spots(one: Spot, two: Spot) -> tuple[int, float]:
        if not one.postcode or not two.postcode:
            return -1, 0.0
        level = comparing.code_level(one.postcode, two.postcode)
        return level, known.share("postcode", one.postcode) if level == 3 else 0.0

    return lambda a, b: _best(a, b, spots)


def compare(fields: Sequence[Field], a: Profile, b: Profile) -> tuple[Pattern, tuple[float, ...]]:
    """The level of each field, and the frequency of the value that they share in each."""
    found = [field.judge(a, b) for field in fields]
    return tuple(one[0] for one in found), tuple(one[1] for one in found)


def rare_bonus(
    fields: Sequence[Field], weights: Weights, pattern: Pattern, shares: Sequence[float]
) -> float:
    """What rare values add, and frequent ones take away, where two records agree."""
    bonus = 0.0
    for at, (level, share) in enumerate(zip(pattern, shares, strict=True)):
        if share <= 0:
            continue
        bonus += max(-4.0, min(4.0, log(weights.chance[at][level] / share)))
    return bonus
