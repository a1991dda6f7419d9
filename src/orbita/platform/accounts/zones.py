"""Time zones that are offered, from west to east, with their distance from UTC now."""

from datetime import timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFFERED: dict[str, str | Promise] = {
    "America/New_York": _("New York"),
    "Europe/London": _("London"),
    "UTC": _("UTC"),
    "Europe/Berlin": _("Berlin"),
    "Europe/Kaliningrad": _("Kaliningrad"),
    "Europe/Moscow": _("Moscow"),
    "Europe/Minsk": _("Minsk"),
    "Europe/Istanbul": _("Istanbul"),
    "Europe/Samara": _("Samara"),
    "Asia/Tbilisi": _("Tbilisi"),
    "Asia/Yerevan": _("Yerevan"),
    "Asia/Baku": _("Baku"),
    "Asia/Dubai": _("Dubai"),
    "Asia/Yekaterinburg": _("Yekaterinburg"),
    "Asia/Tashkent": _("Tashkent"),
    "Asia/Almaty": _("Almaty"),
    "Asia/Omsk": _("Omsk"),
    "Asia/Novosibirsk": _("Novosibirsk"),
    "Asia/Krasnoyarsk": _("Krasnoyarsk"),
    "Asia/Irkutsk": _("Irkutsk"),
    "Asia/Shanghai": _("Shanghai"),
    "Asia/Yakutsk": _("Yakutsk"),
    "Asia/Vladivostok": _("Vladivostok"),
    "Asia/Magadan": _("Magadan"),
    "Asia/Kamchatka": _("Petropavlovsk-Kamchatsky"),
}


def zone_choices(current: str = "") -> list[tuple[str, str]]:
    """Choices for a form; a zone that is not among the offered ones is kept as it is."""
    names = dict(OFFERED)
    if current and current not in names and current in available_timezones():
        names[current] = current
    now = timezone.now()
    shifts = {zone: now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta() for zone in names}
    return [
        (zone, f"{names[zone]} ({_shift(shifts[zone])})")
        for zone in sorted(names, key=lambda zone: (shifts[zone], str(names[zone])))
    ]


def _shift(distance: timedelta) -> str:
    minutes = int(distance.total_seconds()) // 60
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
