"""What the surroundings say: the few variables that Orbita reads, each with its default."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlparse

SOURCE = Path(__file__).resolve().parents[1]
"""The folder of the `orbita` package."""


PROGRAMS = "exe,com,scr,pif,bat,cmd,msi,msp,hta,cpl,jar,vbs,vbe,js,jse,wsf,wsh,ps1,lnk,reg,dll,sys"
"""Endings of programs, which are not taken as files unless the settings say otherwise."""


def databases() -> dict[str, dict[str, Any]]:
    """The database (DATABASE_URL), and the replica that pages are read from (ORBITA_REPLICA_URL).

    A process that serves pages goes through the pool of ORBITA_POOL_URL when there is one.
    """
    found = {"default": database(os.environ["DATABASE_URL"])}
    pool = os.environ.get("ORBITA_POOL_URL", "")
    if pool and flag("ORBITA_SERVES_PAGES"):
        # Between two transactions the pool may give another connection: no cursor lives longer.
        found["default"] = database(pool) | {"DISABLE_SERVER_SIDE_CURSORS": True}
    if replica := os.environ.get("ORBITA_REPLICA_URL"):
        followed = database(replica)
        followed["OPTIONS"].setdefault("connect_timeout", "2")
        found["replica"] = followed | {"TEST": {"MIRROR": "default"}}
    return found


def direct() -> dict[str, Any]:
    """The server itself, where pages go through a pool; empty where they do not."""
    through_pool = os.environ.get("ORBITA_POOL_URL") and flag("ORBITA_SERVES_PAGES")
    return database(os.environ["DATABASE_URL"]) if through_pool else {}


def bucket() -> dict[str, str]:
    """Where uploaded files lie instead of the data folder: a bucket that speaks S3 (ORBITA_S3_…)."""
    names = ("endpoint", "bucket", "key", "secret", "region")
    found = {name: os.environ.get(f"ORBITA_S3_{name.upper()}", "") for name in names}
    if found["endpoint"] and not found["bucket"]:
        raise RuntimeError("ORBITA_S3_ENDPOINT is set: ORBITA_S3_BUCKET must name the bucket.")
    return found


def directory() -> bool:
    """Whether people sign in with passwords of the company's directory (LDAP) as well."""
    wanted = bool(os.environ.get("ORBITA_LDAP_URL", "").strip())
    return wanted and find_spec("django_auth_ldap") is not None


def data_folder() -> Path:
    """The folder with everything that belongs to this installation (ORBITA_DATA)."""
    return Path(os.environ.get("ORBITA_DATA", "data")).resolve()


def flag(name: str, default: str = "") -> bool:
    """Whether the variable is switched on (1, true, yes, on)."""
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A list from a comma-separated variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key() -> str:
    """The signing key: ORBITA_SECRET_KEY, or the one the launcher keeps in the data folder."""
    if key := os.environ.get("ORBITA_SECRET_KEY"):
        return key
    file = data_folder() / "secret_key"
    if file.exists():
        return file.read_text().strip()
    raise RuntimeError(
        "No secret key. Start Orbita with ./orbita, or set ORBITA_SECRET_KEY to a long random text."
    )


def database(url: str) -> dict[str, Any]:
    """Django's database settings from a postgresql:// URL; query parameters become options."""
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise RuntimeError(f"DATABASE_URL must start with postgresql://, not {parts.scheme!r}.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    options.setdefault("application_name", "orbita")  # the launcher counts who is at work
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
