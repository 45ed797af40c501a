"""The door that Telegram knocks at: a webhook call is proven, measured, kept in the journal, only then answered.

Anything but 200 makes Telegram bring the same update again, for a day, and holds up whoever wrote it: so what has an
update's number is always taken, however odd the rest of it, and set aside later if nobody can read it.
"""

import asyncio
import hmac
import json
from collections.abc import Callable
from typing import Any

import structlog
from aiohttp import web

from bot.hook import Hook
from bot.keeping import Keeper, is_update

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024
"""Bytes; the longest message with all its entities and the one it answers is far below."""
READ_TIMEOUT = 20
"""Seconds for the whole of a call to arrive."""
RETRY_AFTER = 2
"""Seconds after which Telegram may try again when the journal could not be written."""


class Door:
    """Answers webhook calls; `knocked` is called after each commit."""

    def __init__(self, hook: Hook, keeper: Keeper, knocked: Callable[[], None]) -> None:
        self.hook, self.keeper, self.knocked = hook, keeper, knocked

    def page(self) -> web.Application:
        """The one address that is answered, and only when something is posted to it."""
        page = web.Application(client_max_size=LARGEST)
        page.router.add_route("POST", self.hook.path, self.answer)
        return page

    async def answer(self, request: web.Request) -> web.Response:
        """401 for who is not Telegram, 415 and 413 before anything is parsed, 400 for what is no update, 503 while the
        journal cannot be written. No answer says anything about anybody.
        """
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self.hook.secret.encode()):
            return web.Response(status=401)
        if request.content_type != "application/json":
            return web.Response(status=415)
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413)
        try:
            async with asyncio.timeout(READ_TIMEOUT):
                update = _read(await request.read())
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        except TimeoutError:
            return web.Response(status=408)
        if update is None:
            log.error("a webhook call that is no update")
            return web.Response(status=400)
        try:
            await self.keeper.keep([update])
        except Exception as error:
            log.error("the journal cannot be written, nothing is acknowledged", error=type(error).__name__)
            return web.Response(status=503, headers={"Retry-After": str(RETRY_AFTER)})
        self.knocked()
        return web.Response()


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return update if is_update(update) else None
