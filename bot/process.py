"""Processing: one person's updates one after another, many people at once, one transaction each, then the replies."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update

import db.journal
from bot.clock import Clock
from bot.crash import crashpoint
from bot.database import Database, is_passing
from bot.keeping import CHANNEL, person_key
from bot.packing import Call, calls, pack, unpack
from bot.patience import patiently
from bot.speak import Speaker
from bot.tallies import UPDATE_SECONDS
from db.lease import Fenced
from handlers import apology

log = structlog.get_logger()

TRIES = 3
"""A failing update is tried three times, then it is set aside with a polite word (reliability § 4.3)."""
AT_ONCE = 128
"""People served side by side."""
SETTLE_PAUSE = 0.05
"""Seconds between two emptyings of sent rows: one small transaction for many rows."""


class AlreadyProcessed(RuntimeError):
    """The row was processed already: nothing is done twice."""


@dataclass(frozen=True, slots=True)
class Item:
    """An update that waits, or (`calls` given) only replies that were not sent before a crash."""

    update_id: int
    raw: dict[str, Any]
    calls: list[Call] | None = None


class Processor:
    """The workers. `changed` is called after each commit: there may be letters to send."""

    def __init__(
        self,
        database: Database,
        dispatcher: Dispatcher,
        bot: Bot,
        speaker: Speaker,
        clock: Clock,
        changed: Callable[[], None],
    ) -> None:
        self.database, self.dispatcher, self.bot = database, dispatcher, bot
        self.speaker, self.clock, self.changed = speaker, clock, changed
        self._queues: dict[str, deque[Item]] = {}
        self._room = asyncio.Semaphore(AT_ONCE)
        self._sent: list[int] = []
        self.in_work: set[int] = set()
        """The updates that were taken and are not through yet."""
        self._workers: set[asyncio.Task[None]] = set()
        self._group: asyncio.TaskGroup | None = None

    def use(self, group: asyncio.TaskGroup) -> None:
        """The task group that the workers live in."""
        self._group = group

    def abandon(self) -> None:
        """Stops whoever is still being served; the journal keeps what was not finished."""
        for worker in self._workers:
            worker.cancel()

    def take(self, update_id: int, key: str, raw: dict[str, Any], waiting_calls: list[Call] | None = None) -> None:
        """Queues an update of a person; a person without a worker gets one."""
        item = Item(update_id, raw, waiting_calls)
        self.in_work.add(update_id)
        if key in self._queues:
            self._queues[key].append(item)
            return
        self._queues[key] = deque([item])
        self._start(self._serve(key))

    def one_moment(self, key: str, raw: dict[str, Any]) -> None:
        """Tells a person that the answer will come, only later."""
        self._start(self.speaker.speak(CHANNEL, key, calls(apology.one_moment(raw))))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        assert self._group, "use() first"
        worker = self._group.create_task(work)
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    @property
    def idle(self) -> bool:
        """Nobody is being served."""
        return not self._queues

    async def recover(self) -> None:
        """Takes up what was left by the process before: replies not sent, updates not processed."""
        async with self.database.transaction() as transaction:
            unspoken = await transaction.do(db.journal.unspoken, CHANNEL)
            waiting = await transaction.do(db.journal.waiting, CHANNEL)
        kept = without_overwritten([unpack(row.replies or "[]") for row in unspoken])
        for row, made in zip(unspoken, kept, strict=True):
            self.take(row.update_id, row.person_key, json.loads(row.payload), made)
        for row in waiting:
            raw = json.loads(row.payload)
            self.take(row.update_id, person_key(raw), raw)

    async def _serve(self, key: str) -> None:
        queue = self._queues[key]
        while queue:
            item = queue[0]
            async with self._room:
                made = item.calls if item.calls is not None else await self._process(item)
                if not await self._said(key, item, made):
                    await self._said(key, item, calls(apology.replies(item.raw)))
            crashpoint("after_send")
            self._sent.append(item.update_id)
            self.in_work.discard(item.update_id)
            queue.popleft()
        del self._queues[key]

    async def _said(self, key: str, item: Item, made: list[Call]) -> bool:
        try:
            await self.speaker.speak(CHANNEL, key, made)
            return True
        except Exception as error:
            if _is_fenced(error):
                raise
            log.error("a reply could not be made", update_id=item.update_id, exc_info=_without_values(error))
            return False

    async def _process(self, item: Item) -> list[Call]:
        while True:
            try:
                return await patiently(partial(self._once, item))
            except AlreadyProcessed:
                return await patiently(partial(self._kept, item))
            except Fenced:
                raise
            except Exception as error:
                log.error("update failed", update_id=item.update_id, exc_info=_without_values(error))
            state = await patiently(partial(self._failed, item))
            if state != "new":
                return await patiently(partial(self._bury if state == "dead" else self._kept, item))

    async def _once(self, item: Item) -> list[Call]:
        with UPDATE_SECONDS.time():
            made = await self._handled(item)
        crashpoint("after_commit")
        self.changed()
        return made

    async def _handled(self, item: Item) -> list[Call]:
        async with self.database.transaction() as transaction:
            update = Update.model_validate(item.raw, context={"bot": self.bot})
            replies = await self.dispatcher.feed_update(self.bot, update, do=transaction.do, now=self.clock.now())
            made = calls(replies) if isinstance(replies, list) else []
            crashpoint("before_commit")
            await transaction.finish(_processed, item.update_id, pack(made))
        return made

    async def _kept(self, item: Item) -> list[Call]:
        """The replies of an update that was committed, though the server's word for it never came (row 60)."""
        async with self.database.transaction() as transaction:
            replies = await transaction.finish(db.journal.replies_of, CHANNEL, item.update_id)
        self.changed()
        return unpack(replies or "[]")

    async def _failed(self, item: Item) -> str:
        async with self.database.transaction() as transaction:
            return str(await transaction.finish(db.journal.failed, CHANNEL, item.update_id, TRIES))

    async def _bury(self, item: Item) -> list[Call]:
        log.critical("update set aside after three tries", update_id=item.update_id)
        made = calls(apology.replies(item.raw))
        async with self.database.transaction() as transaction:
            await transaction.finish(db.journal.bury, CHANNEL, item.update_id, pack(made))
        return made

    async def settle(self, stop: asyncio.Event) -> None:
        """Empties the rows whose replies were sent, many at a time, until told to stop and nothing is left."""
        while not stop.is_set() or self._sent:
            await asyncio.sleep(SETTLE_PAUSE)
            if self._sent:
                sent, self._sent = self._sent, []
                try:
                    async with self.database.transaction() as transaction:
                        await transaction.finish(db.journal.settle, CHANNEL, sent)
                except Exception as error:
                    if not is_passing(error):
                        raise
                    self._sent += sent
                crashpoint("after_settle")


def without_overwritten(kept: list[list[Call]]) -> list[list[Call]]:
    """Kept replies, oldest first, without the edits that a later edit of the same message overwrites: what was said
    before a crash and not yet settled is said again, and nobody shall see, or press, a card of the past in between.
    """
    edited: set[tuple[int, int] | None] = set()
    left = []
    for made in reversed(kept):
        left.append([call for call in made if _rewritten(call) not in edited])
        edited |= {card for call in made if (card := _rewritten(call))}
    return left[::-1]


def _rewritten(call: Call) -> tuple[int, int] | None:
    if call.method != "editMessageText":
        return None
    return call.params["chat_id"], call.params["message_id"]


def _processed(session: Any, update_id: int, replies: str | None) -> None:
    if not db.journal.processed(session, CHANNEL, update_id, replies):
        raise AlreadyProcessed(update_id)


def _is_fenced(error: Exception) -> bool:
    """Whether another process has taken over, told alone or among what else went wrong."""
    return isinstance(error, Fenced) or (isinstance(error, ExceptionGroup) and error.subgroup(Fenced) is not None)


def _without_values(error: BaseException) -> tuple[type[BaseException], BaseException, Any]:
    """The traceback with the kind of error only: messages of errors may hold what people wrote (security § 7)."""
    return RuntimeError, RuntimeError(type(error).__name__), error.__traceback__
