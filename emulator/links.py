"""Addresses in buttons and entities, refused in Telegram's words."""

from urllib.parse import urlsplit

from emulator.refusals import bad_request

SCHEMES = frozenset({"http", "https", "ton", "tonsite"})


def check(url: str, called: str) -> None:
    """400 when a link is no address; Telegram wants a host with a dot, so `http://localhost` is none for it."""
    if not url:
        raise bad_request(f"{called} '' is invalid: URL host is empty")
    try:
        parts = urlsplit(url if "://" in url or url.startswith("tg:") else f"http://{url}")
    except ValueError:
        raise bad_request(f"{called} '{url}' is invalid: Wrong HTTP URL") from None
    if parts.scheme == "tg":
        return
    if parts.scheme not in SCHEMES:
        raise bad_request(f"{called} '{url}' is invalid: Unsupported URL protocol")
    if "." not in (parts.hostname or ""):
        raise bad_request(f"{called} '{url}' is invalid: Wrong HTTP URL")


def check_web_app(url: str, called: str) -> None:
    """400 when a Mini App is not served over HTTPS."""
    if not url.startswith("https://"):
        raise bad_request(f"{called} Web App URL '{url}' is invalid: Only HTTPS links are allowed")
