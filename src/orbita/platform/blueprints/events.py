"""What happens when settings come from a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SettingsBroughtIn:
    """Settings were taken over from a file, in one act."""

    sections: tuple[str, ...]
    rows: int
