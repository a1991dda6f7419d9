"""Who may do what with a new register, until an administrator says otherwise."""

from collections.abc import Mapping

PRESETS: Mapping[str, Mapping[str, str]] = {
    "view": {"director": "all", "head": "all", "seller": "all", "analyst": "all"},
    "create": {"director": "all", "head": "all", "seller": "all"},
    "edit": {"director": "all", "head": "subtree", "seller": "own"},
    "delete": {"director": "all", "head": "subtree", "seller": "own"},
    "export": {"director": "all", "head": "subtree", "analyst": "all"},
    "import": {"director": "all", "head": "subtree"},
}
