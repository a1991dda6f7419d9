"""What the surroundings say: the few variables that Orbita reads, each with its default."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlparse

SOURCE = Path(__file__).resolve().parents[1]
"""The folder of the `orbita` package."""


PROGRAMS = "exe,com,scr,pif,bat,cmd,msi,msp,hta,cpl,jar,vbs,vbe,js,jse,wsf,wsh,ps1,lnk,reg,dll,sys"
"""Endings of programs, which are not taken as files unless the settings say otherwise."""


def bucket() -> dict[str, str]:
    """Where uploaded files lie instead of the data folder: a bucket that speaks S3 (ORBITA_S3_…)."""
    names = ("endpoint", "bucket", "key", "secret", "region")
    found = {name: os.environ.get(f"ORBITA_S3_{name.upper()}", "") for name in names}
    if found["endpoint"] and not found["bucket"]:
        raise RuntimeError("ORBITA_S3_ENDPOINT is set: ORBITA_S3_BUCKET must name the bucket.")
    return found


def data_folder() -> Path:
    """The folder with everything that belongs to this installation (ORBITA_DATA)."""
    return Path(os.environ.get("ORBITA_DATA", "data")).resolve()


def flag(name: str) -> bool:
    """Whether the variable is switched on (1, true, yes, on)."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


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
