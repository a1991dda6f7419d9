"""Addresses of every list: the plural noun of the kind, and what is done there."""

from django.urls import URLPattern, path

from orbita.platform.lists.slots import ListScreen, screens
from orbita.platform.lists.views import bulk, cells, exporting, filters, page, saved

app_name = "lists"


def _of(screen: ListScreen) -> list[URLPattern]:
    return patterns(screen.address, {"kind": screen.kind}, screen.kind)


def patterns(at: str, kind: dict[str, str], name: str) -> list[URLPattern]:
    """The addresses of a list at a place; the kind may as well come from the place itself."""
    return [
        path(at, page.list_page, kind, name=name),
        path(f"{at}rows/<uuid:record_id>/", page.row, kind, name=f"{name}_row"),
        path(f"{at}totals/", page.totals, kind, name=f"{name}_totals"),
        path(f"{at}cards/<str:group>/", page.column_cards, kind, name=f"{name}_cards"),
        path(f"{at}cells/<uuid:record_id>/<slug:key>/", cells.cell, kind, name=f"{name}_cell"),
        path(f"{at}cells/", cells.pasted, kind, name=f"{name}_cells"),
        path(f"{at}bulk/<slug:key>/", bulk.bulk, kind, name=f"{name}_bulk"),
        path(f"{at}filter/", filters.filter_form, kind, name=f"{name}_filter"),
        path(f"{at}filter/line/", filters.filter_line, kind, name=f"{name}_filter_line"),
        path(f"{at}columns/", filters.columns_form, kind, name=f"{name}_columns"),
        path(f"{at}export.csv", exporting.export, kind | {"form": "csv"}, name=f"{name}_csv"),
        path(
            f"{at}export.xlsx",
            exporting.export,
            kind | {"form": "xlsx"},
            name=f"{name}_xlsx",
        ),
        path(f"{at}views/", saved.new_view, kind, name=f"{name}_views"),
        path(
            f"{at}views/<uuid:view_id>/<slug:act>/",
            saved.saved_view,
            kind,
            name=f"{name}_view",
        ),
    ]


urlpatterns = [pattern for screen in screens.built_in() for pattern in _of(screen)]
