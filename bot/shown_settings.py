"""The settings as they may be shown: secrets masked, passwords cut out of addresses."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

from bot.settings import Settings

MASK = "***"


def masked(settings: Settings) -> dict[str, Any]:
    """By name, as in `.env`."""
    return {name.upper(): _shown(value) for name, value in settings if not (name == "crash_at" and value is None)}


def _shown(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return MASK if value.get_secret_value() else None
    if isinstance(value, str):
        return without_password(value)
    return value


def without_password(address: str) -> str:
    """An address as it may be shown."""
    if "@" not in address or "://" not in address:
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=f"{MASK}@{parts.netloc.rpartition('@')[2]}"))
