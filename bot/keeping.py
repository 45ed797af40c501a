"""Keeping: raw updates are written into the journal and committed before Telegram is told that we have them."""

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import structlog

import db.journal
from bot.clock import Clock
from bot.crash import crashpoint
from bot.database import Database
from programme import outages

log = structlog.get_logger()

CHANNEL = "telegram"
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The updates that we ask for: nothing that we would not use (security § 2)."""
SOON = 3.0
"""Seconds for which an answer may be late before people are told that it will come (reliability row 51)."""


def person_key(update: dict[str, Any]) -> str:
    """Whose update it is: the sender's id, else the chat's; updates of one person keep their order."""
    for kind in KINDS:
        if isinstance(event := update.get(kind), dict):
            sender = event.get("from") or event.get("chat")
            number = sender.get("id") if isinstance(sender, dict) else None
            return str(number) if isinstance(number, int) else "nobody"
    return "nobody"


def is_update(update: Any) -> bool:
    """Whether it has the number that the journal needs; Telegram's are of 32 bits."""
    return isinstance(update, dict) and isinstance(update.get("update_id"), int) and 0 <= update["update_id"] < 2**31


class Keeper:
    """Writes updates down, however they came; whoever waits long for that is told so, once in a disturbance."""

    def __init__(self, database: Database, clock: Clock, one_moment: Callable[[str, dict[str, Any]], None]) -> None:
        self.database, self.clock, self.one_moment = database, clock, one_moment
        self._late_since: float | None = None
        self._told: set[str] = set()
        self._known = {"update_id", *KINDS}

    async def keep(self, updates: Sequence[dict[str, Any]]) -> set[int]:
        """Journals and commits; tells the ids that were not known. Raises what the database raises: then nobody
        knows, and nothing may be acknowledged.
        """
        if unknown := {name for update in updates for name in update} - self._known:
            log.warning("Telegram tells more than we know: kept, passed over", names=sorted(map(ascii, unknown)))
            self._known |= unknown
        now = self.clock.now()
        rows = [
            {
                "channel": CHANNEL,
                "update_id": update["update_id"],
                "person_key": person_key(update),
                "received_at": now,
                "payload": json.dumps(update, separators=(",", ":")),  # ASCII: half a character would not be kept
            }
            for update in updates
        ]
        loop = asyncio.get_running_loop()
        self._late_since = self._late_since or loop.time()
        late = loop.call_at(self._late_since + SOON, self._tell, updates)
        try:
            async with self.database.transaction() as transaction:
                new: set[int] = await transaction.finish(db.journal.keep, rows)
        finally:
            late.cancel()
        crashpoint("after_journal_commit")
        self._late_since = None
        self._told.clear()
        return new

    async def back(self, silent: timedelta) -> None:
        """Nothing came for so long, and now it does again."""
        now = self.clock.now()
        async with self.database.transaction() as transaction:
            await transaction.finish(outages.back, now - silent, now)

    def _tell(self, updates: Sequence[dict[str, Any]]) -> None:
        for update in updates:
            if (key := person_key(update)) not in self._told:
                self._told.add(key)
                self.one_moment(key, update)
