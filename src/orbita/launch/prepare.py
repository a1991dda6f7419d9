"""Make the tables and the assets fit the code. Runs inside the environment, in one process.

Starting Django costs most of it, so that everything that a start needs is done in one go.
"""

import sys
from pathlib import Path

from orbita.launch.place import ROOT, Place
from orbita.launch.stamps import Stamp


def asset_sources(root: Path = ROOT) -> list[Path | str]:
    """What the collected assets are made of."""
    source = root / "src" / "orbita"
    files = [file for file in source.glob("**/static/**/*") if file.is_file()]
    return [*sorted(files), source / "vendor" / "manifest.json", source / "vendor" / "icons.svg"]


def assets_stamp(place: Place) -> Stamp:
    """Whether the assets in the data folder are those of the code."""
    return Stamp(place.data / "static" / ".stamp", asset_sources(place.root), quick=True)


def migrate() -> None:
    """Bring the tables to the state of the code; the table of the cache, too."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)
    call_command("createcachetable", verbosity=0)


def collect(place: Place) -> None:
    """Put the assets into the data folder, hashed and compressed, when they have changed."""
    from django.core.management import call_command

    stamp = assets_stamp(place)
    if not stamp.holds():
        call_command("collectstatic", interactive=False, verbosity=1, clear=place_has_static(place))
        stamp.put()


def place_has_static(place: Place) -> bool:
    """Whether assets were collected before, so that old ones must go."""
    return (place.data / "static").exists()


def main(arguments: list[str]) -> None:
    """`migrate` and `assets` by their names, in the order given."""
    import django
    from django.conf import settings

    django.setup()
    place = Place(data=Path(settings.MEDIA_ROOT).parent)
    for name in arguments:
        if name == "migrate":
            migrate()
        if name == "assets":
            collect(place)


if __name__ == "__main__":
    main(sys.argv[1:])
