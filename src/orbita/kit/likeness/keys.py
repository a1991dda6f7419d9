"""Keys that bring records together which may be the same: several weak ones each, so that no single
slip hides a pair and no key gathers a crowd."""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise

from orbita.kit.likeness.profiles import Profile
from orbita.kit.likeness.wording import is_filler, skeleton

LOOKED_UP = frozenset("pmMacwdnsNOTBh")
"""Families of keys by which one record is looked up among all: few a record, and telling."""


def hashed(text: str) -> int:
    """A key as a signed number of 64 bits, the same in every process."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def keys_of(profile: Profile) -> set[int]:
    """All keys of a record; the group stands before each, so that groups do not mix."""
    return {hashed(f"{profile.group}|{key}") for key in _keys(profile)}


def lookup_keys_of(profile: Profile) -> set[int]:
    """The keys by which a record is found when another one like it is typed."""
    return {hashed(f"{profile.group}|{key}") for key in _keys(profile) if key[0] in LOOKED_UP}


def _keys(one: Profile) -> Iterator[str]:
    for phone in one.phones:
        yield f"p{phone}"
    for mail in one.mails:
        yield f"m{mail}"
        local = mail.partition("@")[0]
        if len(local) >= 6:
            yield f"M{local}"
    for account in one.accounts:
        yield f"a{account}"
    for name, code in one.codes.items():
        yield f"c{name}{code}"
    if one.site:
        yield f"w{one.site}"
    for key, told in one.attributes.items():
        if len(told[0]) >= 5:
            yield f"d{key}={told[0]}"
    yield from _person(one)
    yield from _company(one)
    yield from _place(one)


def _person(one: Profile) -> Iterator[str]:
    last, first = one.last[1] if one.last else "", one.first[1] if one.first else ""
    if last and first:
        a, b = sorted((last, first))
        yield f"n{a} {b}"
        a, b = sorted((skeleton(last), skeleton(first)))
        yield f"s{a} {b}"
        yield f"i{last[:4]} {first[:2]}"
    for word in filter(None, (last, first)):
        yield from _named_there(word, one)
    if last:
        yield f"l{last}"
    if one.born:
        yield f"B{one.born}"


def _named_there(word: str, one: Profile) -> Iterator[str]:
    """A part of a name with a part of the birthday or of an address."""
    if one.born:
        yield f"y{word}{one.born[:4]}"
        yield f"b{skeleton(word)[:3]}{one.born[4:]}"
    for place in one.places:
        if place.postcode:
            yield f"z{skeleton(word)[:4]}{place.postcode}"
        if place.city:
            yield f"t{skeleton(word)}{place.city[1][:5]}"
        if place.street:
            yield f"q{word[:3]}{place.street[2][:10]}"


def _company(one: Profile) -> Iterator[str]:
    words = one.company
    if not words:
        return
    core = [word for word in words if not is_filler(word)] or list(words)
    joined = "".join(core)
    bones = skeleton(joined)[:10]
    yield f"N{joined}"
    yield f"O{''.join(sorted(core))}"
    yield f"T{skeleton(joined)}"
    for at in range(len(bones) if len(bones) >= 4 else 0):
        yield f"D{bones[:at]}{bones[at + 1 :]}"
    yield f"E{skeleton(joined[::-1])[:7]}"
    for word in words:
        yield f"W{word}"
        if len(word) > 4:
            yield f"K{skeleton(word)}"
            yield f"F{word[:5]}"
            yield f"G{word[-5:]}"
    for a, b in pairwise(words):
        yield f"X{a[:5]} {b[:5]}"
    for place in one.places:
        if place.city:
            yield f"C{place.city[1][:6]}{core[0][:4]}"
            yield f"c{place.city[1][:6]}{joined[-4:]}"
        if place.postcode:
            yield f"P{place.postcode}{core[0][:3]}"


def _place(one: Profile) -> Iterator[str]:
    for place in one.places:
        if place.street:
            numbers, words, _ = place.street
            if numbers and words:
                yield f"h{numbers[0]} {max(words, key=len)}"
                yield f"g{numbers[0]} {skeleton(max(words, key=len))}"
            elif len(numbers) >= 2:
                yield f"h{numbers[0]} {numbers[1]}"
            if place.postcode and words:
                yield f"r{place.postcode}{skeleton(max(words, key=len))[:4]}"
