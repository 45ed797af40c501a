"""How a bot gets its updates: long polling or a webhook."""

import re
from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientResponse

from emulator import reading
from emulator.calls import Call
from emulator.parameters import flag, integer, structure, text
from emulator.refusals import Refusal, bad_request, conflict
from emulator.webhooks import Webhook
from emulator.world import Bot, World

SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_CHARACTERS = 256
MOST_CONNECTIONS, USUAL_CONNECTIONS = 100, 40
NEVER_IN_ANSWERS = frozenset({"setwebhook", "deletewebhook", "close", "logout"})
PORTS = (None, 80, 88, 443, 8443)


async def get_updates(_world: World, call: Call) -> list[dict[str, Any]]:
    """getUpdates."""
    bot, params = call.bot, call.params
    if bot.webhook is not None:
        advice = "use deleteWebhook to delete the webhook first"
        raise conflict(f"can't use getUpdates method while webhook is active; {advice}")
    _allow(call)
    return await bot.updates.poll(integer(params, "offset"), integer(params, "limit", 100), integer(params, "timeout"))


def set_webhook(world: World, call: Call) -> bool:
    """setWebhook: HTTPS, or plain HTTP on this machine as a local Bot API server allows."""
    url = text(call.params, "url")
    if not url:
        return delete_webhook(world, call)
    secret = text(call.params, "secret_token")
    if len(secret) > SECRET_CHARACTERS:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _check_address(url)
    connections = integer(call.params, "max_connections", USUAL_CONNECTIONS)
    most = max(1, min(connections, MOST_CONNECTIONS))
    bot = call.bot
    _allow(call)
    bot.updates.abort("terminated by setWebhook request")
    _end(bot, flag(call.params, "drop_pending_updates"))
    perform, gone = partial(_perform_answer, world, bot), partial(_end, bot, drop=False)
    bot.webhook = Webhook(url, secret, most, bot.updates, world.clock, perform, gone)
    bot.webhook.start(world.tasks)
    return True


def delete_webhook(_world: World, call: Call) -> bool:
    """deleteWebhook."""
    _end(call.bot, flag(call.params, "drop_pending_updates"))
    return True


def get_webhook_info(_world: World, call: Call) -> dict[str, Any]:
    """getWebhookInfo."""
    bot = call.bot
    info = bot.webhook.as_telegram() if bot.webhook is not None else {"url": ""}
    info |= {"has_custom_certificate": False, "pending_update_count": len(bot.updates.pending())}
    return info if bot.updates.allowed is None else info | {"allowed_updates": sorted(bot.updates.allowed)}


async def _perform_answer(world: World, bot: Bot, response: ClientResponse) -> None:
    """Perform the call in the answer to a webhook, unless it asks for something or is about the webhook itself."""
    try:
        params, files = await reading.response(response)
    except Refusal:
        return
    method = text(params, "method")
    params.pop("method", None)
    if method and method.lower() not in NEVER_IN_ANSWERS and not method.lower().startswith("get"):
        await world.on_reply(bot, method, params, files)


def _allow(call: Call) -> None:
    kinds = structure(call.params, "allowed_updates") if "allowed_updates" in call.params else None
    if isinstance(kinds, list):
        call.bot.updates.allow([kind for kind in kinds if isinstance(kind, str)])


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        port = parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if _local(parts.hostname):
        return
    if parts.scheme == "http":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _end(bot: Bot, drop: bool) -> None:
    if bot.webhook is not None:
        bot.webhook.stop()
        bot.webhook = None
    if drop:
        bot.updates.clear()


def _local(host: str | None) -> bool:
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"
