"""Records that are surely one, and may merge by themselves where that is switched on: the same ИНН
with the same КПП, or the same account of a messenger."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from orbita.kit.likeness.finding import Found
from orbita.kit.likeness.profiles import Profile
from orbita.kit.likeness.weighing import REFUSED
from orbita.kit.requisites import check_inn, check_kpp
from orbita.platform.duplicates.scanning import Scan


def surely_one(done: Scan) -> list[list[str]]:
    """Groups of records that are surely one, the oldest of each first. A group in which anything
    forbids sameness is left to people."""
    holders: dict[str, list[Profile]] = defaultdict(list)
    for profile in done.profiles:
        for identity in _identities(profile):
            holders[f"{profile.group}|{identity}"].append(profile)
    return [
        sorted(profile.id for profile in group)
        for group in _joined(group for group in holders.values() if len(group) > 1)
        if not _is_forbidden(group, done.found)
    ]


def _identities(one: Profile) -> Iterator[str]:
    inn = one.codes.get("inn", "")
    if inn and one.branch and check_inn(inn) is None and check_kpp(one.branch.upper()) is None:
        yield f"inn {inn} {one.branch}"
    yield from one.accounts


def _joined(groups: Iterable[list[Profile]]) -> list[list[Profile]]:
    """Groups that share a record are one group."""
    home: dict[str, dict[str, Profile]] = {}
    for group in groups:
        mine: dict[str, Profile] = {}
        for profile in group:
            mine |= home.get(profile.id, {profile.id: profile})
        home.update(dict.fromkeys(mine, mine))
    return [
        list(one.values()) for one in {id(members): members for members in home.values()}.values()
    ]


def _is_forbidden(group: list[Profile], found: Found) -> bool:
    return any(
        found.scorer.odds(one, other) <= REFUSED
        for at, one in enumerate(group)
        for other in group[at + 1 :]
    )
