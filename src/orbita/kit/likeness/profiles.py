"""A subject prepared for comparison: every value in the form in which it is compared."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from orbita.kit.likeness import wording
from orbita.kit.likeness.comparing import Street, Word
from orbita.kit.likeness.subjects import Place, Subject


@dataclass(frozen=True, slots=True)
class Spot:
    """A prepared address."""

    street: Street | None = None
    more: Word | None = None
    city: Word | None = None
    region: str = ""
    postcode: str = ""


@dataclass(slots=True)
class Profile:
    """A prepared record."""

    id: str
    group: str
    last: Word | None = None
    first: Word | None = None
    middle: Word | None = None
    company: tuple[str, ...] = ()
    form: str = ""
    numbers: tuple[str, ...] = ()
    branch: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    site: str = ""
    born: str = ""
    places: tuple[Spot, ...] = ()
    attributes: Mapping[str, Word] = field(default_factory=dict)


def prepare(subject: Subject) -> Profile:
    """The record in comparable forms."""
    name = wording.relaid(subject.names[0]) if subject.names else ""
    form, named = wording.company_words(name) if name else ("", [])
    return Profile(
        id=subject.id,
        group=subject.group,
        last=_word(subject.last),
        first=_word(subject.first),
        middle=_word(subject.middle),
        company=tuple(named),
        form=form,
        numbers=tuple(sorted({word for word in named if word.isdigit()})),
        branch=_code(subject.branch),
        codes={name: value for name, code in subject.codes.items() if (value := _code(code))},
        phones=tuple(filter(None, (_phone(phone) for phone in subject.phones))),
        mails=tuple(_mail(mail) for mail in subject.mails if "@" in mail),
        accounts=subject.accounts,
        site=_host(subject.site),
        born=wording.digits(subject.born),
        places=tuple(filter(None, map(_spot, subject.places))),
        attributes={
            key: word for key, text in subject.details.items() if (word := _attribute(text))
        },
    )


def _word(text: str) -> Word | None:
    plain = " ".join(wording.words(wording.relaid(text)))
    return (plain, "".join(map(wording.sound, plain.split()))) if plain else None


def _attribute(text: str) -> Word | None:
    plain = wording.plain_value(text)
    return (plain, "".join(map(wording.sound, plain.split()))) if plain else None


def _code(text: str) -> str:
    return wording.plain_value(text).replace(" ", "")


def _phone(text: str) -> str:
    found = wording.digits(text)
    return found[-10:] if len(found) >= 5 else ""


def _mail(text: str) -> str:
    """What follows a plus is a mark that the owner makes: the box is the same."""
    local, _, host = text.strip().lower().partition("@")
    return f"{local.partition('+')[0] or local}@{host}"


def _host(text: str) -> str:
    host = text.strip().lower().partition("//")[2] or text.strip().lower()
    return host.partition("/")[0].removeprefix("www.")


def _spot(place: Place) -> Spot | None:
    line, _, rest = place.street.strip().replace("\n", ", ").partition(",")
    numbers, named = wording.street(line)
    if not (numbers and named) and rest:
        head, _, rest = rest.partition(",")
        more_numbers, more_named = wording.street(head)
        numbers, named = (*numbers, *more_numbers), (*named, *more_named)
    street = (numbers, named, " ".join((*numbers, *named))) if numbers or named else None
    spot = Spot(
        street=street,
        more=_attribute(rest),
        city=_city(place.city),
        region="".join(wording.words(place.region)),
        postcode=wording.plain_value(place.postcode).replace(" ", ""),
    )
    return spot if spot != Spot() else None


def _city(text: str) -> Word | None:
    return _word(_TOWN.sub("", text.strip()))


_TOWN = re.compile(r"^(?:г|гор|город)[. ]\s*", re.IGNORECASE)
Compare = Callable[[Profile, Profile], int]
