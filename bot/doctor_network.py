"""What stands between us and Telegram, in words an operator can act on: name, connection, proxy, certificate, token."""

import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError

from bot.checks import Check
from bot.clock import machine_time
from bot.outcomes import classify
from bot.receive import Rejected
from bot.settings import Settings

PATIENCE = 15
"""Seconds that one call may take."""
DRIFT = timedelta(seconds=30)
"""A clock that is further from Telegram's is wrong: reminders would come at wrong hours."""
ADVICE = "set PROXY_URL, or TELEGRAM_API_BASE to a server that can be reached"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: Telegram's result or words, and the time by its clock."""

    kind: str
    result: Any
    description: str
    date: datetime | None


class Trouble(Exception):
    """No answer came; the words say why and what to do."""


async def checks(settings: Settings, *, delete_webhook: bool) -> list[Check]:
    """Network, token, clock and webhook; what cannot be asked is left out."""
    try:
        token = settings.token()
    except ValueError as error:
        return [Check("token", False, str(error))]
    try:
        me = await ask(settings, token, "getMe")
        where = urlsplit(settings.telegram_api_base).netloc
        found = [Check("network", True, f"{where} answers" + (" through the proxy" if settings.proxy_url else ""))]
        found += [_token(me), *_clock(me, machine_time())]
        if me.kind == "sent":
            found.append(await _webhook(settings, token, delete_webhook))
        return found
    except Trouble as trouble:
        return [Check("network", False, str(trouble))]


async def ask(settings: Settings, token: str, method: str, **params: Any) -> Answer:
    """One call by a connection of its own. Raises `Trouble`."""
    host = urlsplit(settings.telegram_api_base).netloc
    connector = ProxyConnector.from_url(settings.proxy_url) if settings.proxy_url else aiohttp.TCPConnector()
    limit = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(connector=connector, timeout=limit) as session,
            session.post(f"{settings.telegram_api_base}/bot{token}/{method}", json=params) as response,
        ):
            outcome = classify(response.status, await response.read())
            stamp = response.headers.get("Date")
    except Exception as error:
        raise Trouble(in_words(error, host)) from None
    if outcome.kind in ("later", "uncertain", "away"):
        raise Trouble(f"{host} answers, but not as the Bot API does: {outcome.description or 'an error of its own'}")
    return Answer(outcome.kind, outcome.result, outcome.description, parsedate_to_datetime(stamp) if stamp else None)


def in_words(error: BaseException, host: str) -> str:
    """Why nothing came from the host, and what to do."""
    match error:
        case ProxyTimeoutError():
            return f"The proxy of PROXY_URL connects, but {host} does not answer through it: take another proxy."
        case ProxyConnectionError() | aiohttp.ClientProxyConnectionError():
            return "The proxy of PROXY_URL does not answer: is it running, are its host and port right?"
        case ProxyError():
            return "The proxy of PROXY_URL refuses: check its user and password, and that it lets Telegram through."
        case aiohttp.ClientConnectorDNSError():
            return (
                f"DNS knows no address of {host}: check the machine's name servers; if the name is blocked, {ADVICE}."
            )
        case aiohttp.ClientConnectorCertificateError() | ssl.SSLError():
            return f"TLS: the certificate is not that of {host}: somebody answers in its place; {ADVICE}."
        case aiohttp.ClientConnectorSSLError() | aiohttp.ServerDisconnectedError() | ConnectionResetError():
            return f"The connection to {host} is cut as soon as it is used: it is probably blocked; {ADVICE}."
        case aiohttp.ClientConnectorError(os_error=ConnectionRefusedError()):
            return f"{host} refuses the connection: nothing listens there; check TELEGRAM_API_BASE."
        case TimeoutError():
            return (
                f"{host} does not answer within {PATIENCE} s: it is probably blocked, or there is no way out; {ADVICE}."
            )
        case _:
            name = type(error).__name__
            return f"{host} cannot be reached ({name}): check the machine's network; if it works, {ADVICE}."


def _token(me: Answer) -> Check:
    match me.kind:
        case "sent":
            return Check("token", True, f"@{me.result['username']}")
        case "unauthorised":
            return Check("token", False, str(Rejected()))
        case _:
            return Check("token", False, f"Telegram says: {me.description}")


def _clock(me: Answer, now: datetime) -> list[Check]:
    if me.date is None:
        return []
    ahead = now - me.date
    if abs(ahead) <= DRIFT:
        return [Check("clock", True, "as Telegram's")]
    where = "ahead of" if ahead > timedelta(0) else "behind"
    advice = "set it, and let the system keep it (NTP)"
    return [Check("clock", False, f"{abs(ahead).total_seconds():.0f} s {where} Telegram's: {advice}")]


async def _webhook(settings: Settings, token: str, delete: bool) -> Check:
    """A webhook left set takes the updates away from polling; what waits is kept when it is removed (row 70)."""
    info = (await ask(settings, token, "getWebhookInfo")).result or {}
    address, waiting = urlsplit(info.get("url", "")), info.get("pending_update_count", 0)
    if settings.webhook_url and not delete:
        return _own_webhook(settings.webhook_url, info, waiting)
    if not info.get("url"):
        return Check("webhook", True, f"none, as polling needs it; {waiting} updates wait")
    if not delete:
        advice = f"`mentor-bot doctor --delete-webhook` removes it; the {waiting} updates that wait are kept"
        return Check("webhook", False, f"set to {address.hostname}, so polling gets nothing: {advice}")
    gone = await ask(settings, token, "deleteWebhook", drop_pending_updates=False)
    detail = f"removed from {address.hostname}; {waiting} updates wait" if gone.kind == "sent" else gone.description
    return Check("webhook", gone.kind == "sent", detail)


def _own_webhook(url: str, info: dict[str, Any], waiting: int) -> Check:
    if info.get("url") != url:
        return Check("webhook", False, "not the one of WEBHOOK_URL: `mentor-bot run` sets it")
    if waiting and (error := info.get("last_error_message")):
        return Check("webhook", False, f"{waiting} updates wait, Telegram says: {error}")
    return Check("webhook", True, f"set as WEBHOOK_URL says; {waiting} updates wait")
