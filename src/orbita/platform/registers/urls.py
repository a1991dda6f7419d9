from django.urls import path, register_converter

from orbita.platform.lists.urls import patterns
from orbita.platform.records.slots import OWN_KIND
from orbita.platform.registers.views import entries, settings


class OwnKind:
    """The kind of a register, which addresses show without its prefix."""

    regex = "[a-z0-9_]{1,48}"

    def to_python(self, value: str) -> str:
        """The kind's key."""
        return f"{OWN_KIND}{value}"

    def to_url(self, value: str) -> str:
        """What stands in the address."""
        return value.removeprefix(OWN_KIND)


register_converter(OwnKind, "own_kind")
app_name = "registers"
every = "settings/registers/"
one = f"{every}<uuid:register_id>/"
step = f"{every}stages/<uuid:stage_id>/"
at = "registers/<own_kind:kind>/"
entry = f"{at}<uuid:entry_id>/"
urlpatterns = [
    path(every, settings.registers, name="registers"),
    path(f"{every}new/", settings.new_register, name="new_register"),
    path(f"{every}order/", settings.register_order, name="register_order"),
    path(one, settings.register, name="register"),
    path(f"{one}profile/", settings.profile, name="profile"),
    path(f"{one}removal/", settings.removal, name="removal"),
    path(f"{one}restoration/", settings.restoration, name="restoration"),
    path(f"{one}stages/new/", settings.new_stage, name="new_stage"),
    path(f"{one}order/", settings.stage_order, name="stage_order"),
    path(step, settings.stage, name="stage"),
    path(f"{step}removal/", settings.stage_removal, name="stage_removal"),
    path(f"{at}new/", entries.new, name="new_entry"),
    path(f"{at}board/", entries.board_move, name="board_move"),
    path(entry, entries.entry, name="entry"),
    path(f"{entry}profile/", entries.profile, name="entry_profile"),
    path(f"{entry}stage/", entries.stage, name="entry_stage"),
    *patterns(at, {}, "entries"),
]
