"""The webhook of the settings: where Telegram brings updates, and by what it proves itself; refused if unsafe."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.settings import Settings, SettingsError, address

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""Telegram's alphabet and limit (Bot API, setWebhook)."""
LEAST_SECRET, LEAST_LETTERS = 22, 8
"""Characters of a secret, and how many different ones: 22 of 64 hold 128 bits, if nobody made them up."""
PORTS = (None, 80, 88, 443, 8443)
"""Those that Telegram's own server calls (Bot API, setWebhook)."""
TELEGRAM = "api.telegram.org"


@dataclass(frozen=True, slots=True)
class Hook:
    """`url` is told to Telegram; `path` of it is what we answer at `listen`, a host and a port."""

    url: str
    path: str
    secret: str
    listen: tuple[str, int]


def hook_of(settings: Settings) -> Hook | None:
    """The webhook, None when the bot is to poll. Raises `SettingsError` for one that is not safe or cannot work."""
    if not settings.webhook_url:
        return None
    path = _path(settings.webhook_url, settings.telegram_api_base)
    listen = address(settings.webhook_listen)
    if listen is None:
        raise SettingsError("WEBHOOK_LISTEN: a webhook needs an address to listen at, for example 127.0.0.1:8082.")
    return Hook(settings.webhook_url, path, _secret(settings), listen)


def _path(url: str, base: str) -> str:
    try:
        parts, server = urlsplit(url), urlsplit(base)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise SettingsError("WEBHOOK_URL is no address.") from None
    at_home = _is_this_machine(host) and _is_this_machine(server.hostname or "")
    if not host or (parts.scheme != "https" and not (parts.scheme == "http" and at_home)):
        raise SettingsError("WEBHOOK_URL must begin with https://; http is for a Bot API server on this machine only.")
    if parts.username or parts.fragment:
        raise SettingsError("WEBHOOK_URL must be without user, password and #: Telegram proves itself by the secret.")
    if server.hostname == TELEGRAM and port not in PORTS:
        raise SettingsError("WEBHOOK_URL: Telegram calls the ports 443, 80, 88 and 8443 only.")
    if set(parts.path) & set("{}"):
        raise SettingsError("WEBHOOK_URL must be without { and }: put in what is meant.")
    return parts.path or "/"


def _secret(settings: Settings) -> str:
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    if not secret:
        raise SettingsError("WEBHOOK_SECRET is not set: without it anybody could write in anybody's name.")
    if not SECRET.fullmatch(secret):
        raise SettingsError("WEBHOOK_SECRET: Telegram takes 1 to 256 of A-Z, a-z, 0-9, _ and -.")
    if len(secret) < LEAST_SECRET or len(set(secret)) < LEAST_LETTERS:
        raise SettingsError("WEBHOOK_SECRET can be guessed: make one with `openssl rand -hex 32`.")
    return secret


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
