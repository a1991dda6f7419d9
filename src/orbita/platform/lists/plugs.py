"""What lists show in the shell: the views that a user keeps at hand."""

from collections.abc import Iterator

from django.http import HttpRequest

from orbita.platform.blueprints.slots import sections
from orbita.platform.lists import blueprint
from orbita.platform.lists.api import API
from orbita.platform.lists.own_columns import own_columns
from orbita.platform.lists.queries import favourites
from orbita.platform.lists.slots import ColumnSource, column_sources, screens
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.components import tone_of
from orbita.platform.ui.slots import Favourite, FavouriteSource, favourite_sources


def _entries(request: HttpRequest) -> Iterator[Favourite]:
    for view in favourites(request.actor):  # type: ignore[attr-defined]
        if screen := screens.get(view.kind):
            yield Favourite(view.name, f"/{screen.address}?view={view.pk}", tone_of(view.name))


favourite_sources.plug(FavouriteSource("views", _entries, order=100))
column_sources.plug(ColumnSource("own", own_columns))
plug_api(*API)
sections.plug(blueprint.VIEWS)
