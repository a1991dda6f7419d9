"""What a client knows: what it wanted before it asked, and what it was answered."""

import json
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ACKNOWLEDGED, REFUSED, LOST = "acknowledged", "refused", "lost"


@dataclass
class Intent:
    """One act that a client wanted: its kind, its unique token, how it ended, and its act's id."""

    kind: str
    token: str
    client: int
    more: dict[str, Any] = field(default_factory=dict)
    outcome: str = LOST
    act: str = ""
    tries: int = 0


class Journal:
    """Written through to the disk before each request and after each answer."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a")
        self.lock = threading.Lock()
        self.intents: list[Intent] = []

    def intend(self, intent: Intent) -> Intent:
        """Before anything is sent."""
        with self.lock:
            self.intents.append(intent)
        self._write("intent", intent)
        return intent

    def answer(self, intent: Intent, outcome: str, act: str = "") -> None:
        """After the answer, or after the connection was lost."""
        intent.outcome, intent.act = outcome, act or intent.act
        self._write(outcome, intent)

    def _write(self, what: str, intent: Intent) -> None:
        line = {"what": what, "kind": intent.kind, "token": intent.token, "act": intent.act}
        with self.lock:
            self.file.write(json.dumps({**line, **intent.more}, ensure_ascii=False) + "\n")
            self.file.flush()
            os.fsync(self.file.fileno())
