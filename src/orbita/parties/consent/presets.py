"""The purposes that every installation begins with."""

from django.utils.translation import gettext_noop as _

from orbita.parties.consent.models import Purpose

PURPOSES: tuple[tuple[str, str, bool, int | None], ...] = (
    ("contract", _("Making and carrying out a contract"), False, None),
    ("mailing", _("Advertising letters and messages"), True, 36),
    ("calls", _("Advertising calls"), True, 36),
    ("third_parties", _("Handing data over to third parties"), False, 12),
    ("biometrics", _("Biometric data"), False, 12),
)


def settle_purposes() -> None:
    """Make the usual purposes once; what was changed or put out of use stays so. One statement."""
    Purpose.objects.bulk_create(
        [
            Purpose(key=key, name=name, is_marketing=is_marketing, months=months, position=place)
            for place, (key, name, is_marketing, months) in enumerate(PURPOSES)
        ],
        ignore_conflicts=True,
    )
