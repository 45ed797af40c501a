"""Receiving by polling: Telegram is asked for updates, and told that we have them once they are in the journal."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.clock import machine_count
from bot.crash import crashpoint
from bot.database import is_passing
from bot.keeping import KINDS, Keeper, is_update, person_key
from bot.patience import patiently
from bot.telegram import Telegram
from programme import outages

log = structlog.get_logger()

LONG_POLL = 30
"""Seconds; Telegram holds at most 50."""
BATCH = 100
RIVAL_PAUSE = 5
RIVAL_OR_HOOK = (
    "another process polls this bot: stop it, or take a new token from @BotFather",
    "a webhook is set, polling gets nothing: `mentor-bot doctor --delete-webhook` removes it and keeps what waits",
)


class Rejected(RuntimeError):
    """Telegram refuses the token: nothing can be received or sent."""

    def __init__(self) -> None:
        super().__init__("Telegram does not know this BOT_TOKEN: take a new one from @BotFather.")


class Receiver:
    """The poller. One process polls at a time; a rival makes it wait and say so."""

    def __init__(
        self,
        telegram: Telegram,
        keeper: Keeper,
        deliver: Callable[[int, str, dict[str, Any]], None],
    ) -> None:
        self.telegram, self.keeper, self.deliver = telegram, keeper, deliver
        self.offset: int | None = None
        self._heard_at = machine_count()
        self._in_doubt: set[int] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Polls until told to stop; raises `Rejected` when the token is refused."""
        while not stop.is_set():
            poll = asyncio.ensure_future(self._fetch())
            waiting = asyncio.ensure_future(stop.wait())
            await asyncio.wait({poll, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if not poll.done():
                poll.cancel()
                break
            if updates := poll.result():
                await self.keep(updates)

    async def _fetch(self) -> list[dict[str, Any]]:
        params: dict[str, Any] = {"timeout": LONG_POLL, "limit": BATCH, "allowed_updates": KINDS}
        if self.offset is not None:
            params["offset"] = self.offset
        outcome = await self.telegram.call("getUpdates", params, timeout=LONG_POLL + 10)
        match outcome.kind:
            case "sent" if isinstance(outcome.result, list):
                await self._heard()
                return outcome.result
            case "unauthorised":
                raise Rejected
            case "rival":
                log.error(RIVAL_OR_HOOK["webhook" in outcome.description], description=outcome.description)
                await asyncio.sleep(RIVAL_PAUSE)
            case _:
                log.warning("no updates", outcome=outcome.kind, description=outcome.description)
                await asyncio.sleep(outcome.retry_after or 1)
        return []

    async def _heard(self) -> None:
        """After a silence so long that Telegram forgot what was pressed, people hear what they hear after our own."""
        silent, self._heard_at = timedelta(seconds=machine_count() - self._heard_at), machine_count()
        if silent > outages.PRESSES_LIVE:
            log.warning("Telegram is there again", minutes=round(silent.total_seconds() / 60))
            await patiently(partial(self.keeper.back, silent))

    async def keep(self, updates: list[dict[str, Any]]) -> None:
        """Journal, commit, then move the offset, then hand the new ones over.

        While the database is away nothing is acknowledged.
        """
        crashpoint("after_fetch")
        known = [update for update in updates if is_update(update)]
        if not known:
            log.error("nothing that is an update", count=len(updates))
            await asyncio.sleep(1)
            return
        ids = {update["update_id"] for update in known}
        try:
            new = await self.keeper.keep(known)
        except Exception as error:
            if not is_passing(error):
                raise
            log.error("the journal cannot be written, nothing is acknowledged", error=type(error).__name__)
            self._in_doubt |= ids  # they may be there, only the server's word is not
            await asyncio.sleep(1)
            return
        self.offset = max(ids) + 1
        for update in known:
            if update["update_id"] in new | self._in_doubt:
                self.deliver(update["update_id"], person_key(update), update)
        self._in_doubt.clear()
