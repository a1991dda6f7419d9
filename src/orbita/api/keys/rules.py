"""What a secret looks like, and what is kept of it."""

import hashlib

PREFIX = "orb_"


def digest(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that one quick hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
