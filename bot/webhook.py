"""Receiving by webhook: Telegram is told where to bring updates, and asked from time to time whether it still does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import structlog

from bot.door import Door
from bot.keeping import KINDS
from bot.listening import listening
from bot.outcomes import Outcome
from bot.patience import stopped
from bot.receive import Rejected
from bot.refusals import Refused
from bot.telegram import Telegram

log = structlog.get_logger()

ASK_EVERY = 60.0
"""Seconds between two questions; the last word of Telegram is never older than two minutes (ux § 11)."""
PAUSES = (1, 2, 5, 15, 30)
"""Seconds between two tries while Telegram is away; the last one again and again."""


class Webhook:
    """The door, open from the start on: whoever waits for the lease keeps what comes for the process that holds it."""

    def __init__(self, telegram: Telegram, door: Door) -> None:
        self.telegram, self.door = telegram, door
        self._open = AsyncExitStack()
        self._failed_at: int | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Takes calls while the block works, unless `run` has ended before. Raises `Refused` for a taken address."""
        async with self._open:
            port = await self._open.enter_async_context(
                listening(self.door.page(), self.door.hook.listen, "WEBHOOK_LISTEN")
            )
            log.info("taking webhook calls", host=self.door.hook.listen[0], port=port)
            yield

    async def run(self, stop: asyncio.Event) -> None:
        """Sets the webhook and keeps it set; told to stop, closes the door when the last call is answered.

        Raises `Rejected` when the token is refused, `Refused` when the address is.
        """
        set_so_far = await self._set_patiently(stop)
        while set_so_far and not await stopped(stop, ASK_EVERY):
            await self._ask()
        await self._open.aclose()

    async def _set_patiently(self, stop: asyncio.Event) -> bool:
        pauses = iter(PAUSES)
        while True:
            outcome = await self._set()
            match outcome.kind:
                case "sent":
                    return True
                case "refused":
                    raise Refused(f"Telegram refuses WEBHOOK_URL: {outcome.description.removeprefix('Bad Request: ')}.")
            if await stopped(stop, outcome.retry_after or next(pauses, PAUSES[-1])):
                return False

    async def _set(self) -> Outcome:
        """What waits is kept: it comes by whatever way is open."""
        hook = self.door.hook
        params: dict[str, Any] = {"url": hook.url, "secret_token": hook.secret, "allowed_updates": KINDS}
        outcome = _accepted(await self.telegram.call("setWebhook", {**params, "drop_pending_updates": False}))
        if outcome.kind != "sent":
            log.warning("the webhook cannot be set", outcome=outcome.kind, description=outcome.description)
        return outcome

    async def _ask(self) -> None:
        outcome = _accepted(await self.telegram.call("getWebhookInfo", {}))
        info = outcome.result
        if outcome.kind != "sent" or not isinstance(info, dict):
            log.warning("Telegram does not tell of the webhook", outcome=outcome.kind, description=outcome.description)
            return
        if info.get("url") != self.door.hook.url:
            log.error("somebody has changed the webhook of this bot; it is set anew", gone=not info.get("url"))
            await self._set()
        elif (failed_at := info.get("last_error_date")) and failed_at != self._failed_at:
            self._failed_at = failed_at
            log.warning("a webhook call has failed", description=info.get("last_error_message", ""))


def _accepted(outcome: Outcome) -> Outcome:
    if outcome.kind == "unauthorised":
        raise Rejected
    return outcome
