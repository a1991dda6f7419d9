"""Keys for tests, and programs that call with them."""

import json
from collections.abc import Sequence
from typing import Any

from django.test import Client

from orbita.api.keys.commands import create_key
from orbita.api.keys.models import READ, WRITE
from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people


def secret_of(user: User, *scopes: str, **more: Any) -> str:
    """A new key of somebody, with all rights unless some are named."""
    _key, secret = create_key(
        name="Test", scopes=scopes or (READ, WRITE), by=people.actor(user), **more
    )
    return secret


class Program:
    """A program that calls with a key; `call` gives the answer, the methods its JSON."""

    def __init__(self, user: User, *scopes: str, **more: Any) -> None:
        self.secret = secret_of(user, *scopes, **more)
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One call of an address below /api/v1/."""
        kept: dict[str, Any] = {"headers": {k.replace("_", "-"): v for k, v in headers.items()}}
        if body is not None:
            kept |= {"data": json.dumps(body, default=str), "content_type": "application/json"}
        elif method != "get":
            kept["content_type"] = "application/json"
        answer: Any = getattr(self.client, method)(
            path if path.startswith("/") else f"/api/v1/{path}", **kept
        )
        return answer

    def get(self, path: str, **headers: str) -> Any:
        """What reading gives."""
        return self._json(self.call("get", path, **headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """What a POST gives."""
        return self._json(self.call("post", path, body, **headers))

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        """What a PATCH gives."""
        return self._json(self.call("patch", path, body, **headers))

    def put(self, path: str, body: Any = None, **headers: str) -> Any:
        """What a PUT gives."""
        return self._json(self.call("put", path, body, **headers))

    def delete(self, path: str, body: Any = None, **headers: str) -> Any:
        """What a DELETE gives."""
        return self._json(self.call("delete", path, body, **headers))

    @staticmethod
    def _json(answer: Any) -> Any:
        return json.loads(answer.content)


def ids_of(found: Any) -> Sequence[str]:
    """The keys of a list, in its order."""
    return [one["id"] for one in found["items"]]
