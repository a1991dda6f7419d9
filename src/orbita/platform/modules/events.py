"""What happens to modules."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ModulesSwitched:
    """These modules were switched on or off in one act."""

    keys: tuple[str, ...]
    is_on: bool
