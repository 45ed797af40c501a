"""Receiving: raw updates are written into the journal and committed before Telegram is told that we have them."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import structlog

import db.journal
from bot.clock import Clock
from bot.crash import crashpoint
from bot.database import Database, is_passing
from bot.telegram import Telegram

log = structlog.get_logger()

CHANNEL = "telegram"
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The updates that we ask for: nothing that we would not use (security § 2)."""
LONG_POLL = 30
"""Seconds; Telegram holds at most 50."""
BATCH = 100
RIVAL_PAUSE = 5
SOON = 3.0
"""Seconds for which an answer may be late before people are told that it will come (reliability row 51)."""
RIVAL_OR_HOOK = (
    "another process polls this bot: stop it, or take a new token from @BotFather",
    "a webhook is set, polling gets nothing: `mentor-bot doctor --delete-webhook` removes it and keeps what waits",
)


class Rejected(RuntimeError):
    """Telegram refuses the token: nothing can be received or sent."""


def person_key(update: dict[str, Any]) -> str:
    """Whose update it is: the sender's id, else the chat's; updates of one person keep their order."""
    for kind in KINDS:
        if isinstance(event := update.get(kind), dict):
            sender = event.get("from") or event.get("chat")
            return str(sender.get("id", "nobody")) if isinstance(sender, dict) else "nobody"
    return "nobody"


def _is_update(update: Any) -> bool:
    """Whether it has the number that the journal needs; Telegram's are of 32 bits."""
    return isinstance(update, dict) and isinstance(update.get("update_id"), int) and 0 <= update["update_id"] < 2**31


class Receiver:
    """The poller. One process polls at a time; a rival makes it wait and say so."""

    def __init__(
        self,
        telegram: Telegram,
        database: Database,
        clock: Clock,
        deliver: Callable[[int, str, dict[str, Any]], None],
        one_moment: Callable[[str, dict[str, Any]], None],
    ) -> None:
        self.telegram, self.database, self.clock = telegram, database, clock
        self.deliver, self.one_moment = deliver, one_moment
        self.offset: int | None = None
        self.heard_at: float | None = None
        self._in_doubt: set[int] = set()
        self._late_since: float | None = None
        self._told: set[str] = set()

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
                self.heard_at = asyncio.get_running_loop().time()
                return outcome.result
            case "unauthorised":
                raise Rejected("Telegram does not know this BOT_TOKEN: take a new one from @BotFather.")
            case "rival":
                log.error(RIVAL_OR_HOOK["webhook" in outcome.description], description=outcome.description)
                await asyncio.sleep(RIVAL_PAUSE)
            case _:
                log.warning("no updates", outcome=outcome.kind, description=outcome.description)
                await asyncio.sleep(outcome.retry_after or 1)
        return []

    async def keep(self, updates: list[dict[str, Any]]) -> None:
        """Journal, commit, then move the offset, then hand the new ones over.

        While the database is away nothing is acknowledged.
        """
        crashpoint("after_fetch")
        now = self.clock.now()
        known = [update for update in updates if _is_update(update)]
        if not known:
            log.error("nothing that is an update", count=len(updates))
            await asyncio.sleep(1)
            return
        rows = [
            {
                "channel": CHANNEL,
                "update_id": update["update_id"],
                "person_key": person_key(update),
                "received_at": now,
                "payload": json.dumps(update, separators=(",", ":")),  # ASCII: half a character would not be kept
            }
            for update in known
        ]
        loop = asyncio.get_running_loop()
        self._late_since = self._late_since or loop.time()
        late = loop.call_at(self._late_since + SOON, self._tell, known)
        try:
            async with self.database.transaction() as transaction:
                new = await transaction.finish(db.journal.keep, rows)
        except Exception as error:
            if not is_passing(error):
                raise
            log.error("the journal cannot be written, nothing is acknowledged", error=type(error).__name__)
            self._in_doubt |= {row["update_id"] for row in rows}  # they may be there, only the server's word is not
            await asyncio.sleep(1)
            return
        finally:
            late.cancel()
        crashpoint("after_journal_commit")
        self._late_since = None
        self._told.clear()
        self.offset = max(update["update_id"] for update in known) + 1
        for row, update in zip(rows, known, strict=True):
            if row["update_id"] in new | self._in_doubt:
                self.deliver(update["update_id"], row["person_key"], update)
        self._in_doubt.clear()

    def _tell(self, updates: list[dict[str, Any]]) -> None:
        """Whoever waits is told so, once in a disturbance."""
        for update in updates:
            if (key := person_key(update)) not in self._told:
                self._told.add(key)
                self.one_moment(key, update)
