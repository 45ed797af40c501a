"""The joined parts: built from settings, started in order, stopped in reverse. Building does not start anything."""

import asyncio
import gc
from contextlib import nullcontext
from typing import Any, Literal

import structlog
from aiogram import Bot, Dispatcher

from bot import chat_names, lease, soundness
from bot.attachments import Attachments
from bot.clock import Clock
from bot.crash import crashpoint
from bot.database import Database
from bot.door import Door
from bot.hook import hook_of
from bot.intakes import Intakes
from bot.keeping import Keeper
from bot.lookout import Lookout
from bot.migrate import migrate
from bot.outbox import Outbox
from bot.pace import Pace
from bot.patience import stopped
from bot.process import Processor
from bot.receive import Receiver, Rejected
from bot.settings import Settings
from bot.speak import Speaker
from bot.sqlite import SQLite
from bot.sweeping import Sweeper
from bot.telegram import Telegram
from bot.webhook import Webhook
from handlers import routers
from handlers.flood import Flood
from handlers.proof import Proof
from handlers.start import public_commands
from handlers.surround import Surround
from jobs.tick import Tick
from programme import forms, outages

log = structlog.get_logger()

DRAIN = 20
"""Seconds that the workers get to finish on a stop (reliability § 4.8)."""
LAST_WORDS = 10
"""Seconds after that for the letters that are under way."""


class Application:
    """The service. `run` returns after `stop` is set and everything is drained."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self.settings, self.database, self.clock = settings, database, clock
        token = settings.token()
        self.telegram = Telegram(settings.telegram_api_base, token, settings.proxy_url)
        self.pace = Pace()
        self.attachments = Attachments(database)
        self.intakes = Intakes(database, self.telegram, settings.chat_names, clock)
        self.speaker = Speaker(self.telegram, self.pace, database, self.attachments, self.intakes, clock)
        self.outbox = Outbox(database, self.speaker, self.pace, settings.chat_names, clock)
        self.bot = Bot(token)
        self.dispatcher = Dispatcher(disable_fsm=True)
        self.flood = Flood()
        self.dispatcher.update.outer_middleware(Surround(self.flood))
        self.dispatcher.callback_query.outer_middleware(Proof())
        self.dispatcher.include_routers(*routers())
        self.dispatcher["names"] = settings.chat_names
        self.processor = Processor(database, self.dispatcher, self.bot, self.speaker, clock, self.outbox.wake)
        self.lookout = Lookout(database, self.processor)
        keeper, hook = Keeper(database, clock, self._one_moment), hook_of(settings)
        self.webhook = Webhook(self.telegram, Door(hook, keeper, self.lookout.wake)) if hook else None
        self.receiver = Receiver(self.telegram, keeper, self.processor.take)
        self.sweeper = Sweeper(database, self.speaker, clock)
        self.tick = Tick(database, clock.now, self._ticked, clock.is_trusted)
        self.ready = asyncio.Event()
        self.stage: Literal["migrating", "standing by", "starting", "serving", "stopping"] = "migrating"

    async def run(self, stop: asyncio.Event) -> None:
        """Serves until `stop`. Raises `Rejected` for a bad token, `Refused` for a webhook that cannot be, `Fenced` when
        another process took over.
        """
        await migrate(self.database, self.settings)
        async with self.webhook.opened() if self.webhook else nullcontext():
            self.stage = "standing by"
            if await lease.take(self.database, lease.own_name(), stop):
                self.stage = "starting"
                async with lease.held(self.database):
                    await self._lead(stop)

    async def _lead(self, stop: asyncio.Event) -> None:
        await self.telegram.open()
        try:
            if await self._introduce(stop):
                async with self.database.transaction() as transaction:
                    await transaction.finish(forms.publish_builtin, self.clock.now())
                await self._serve(stop)
        finally:
            await self.telegram.close()
            await self.bot.session.close()

    def _one_moment(self, key: str, raw: dict[str, Any]) -> None:
        if self.ready.is_set():
            self.processor.one_moment(key, raw)

    def _ticked(self) -> None:
        crashpoint("inside_tick")
        self.outbox.wake()
        self.sweeper.wake()

    async def _serve(self, stop: asyncio.Event) -> None:
        scheduler = self.tick.scheduler()
        closed, drained = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as group:
            await chat_names.put_in_force(self.database, self.clock.now())
            self.processor.use(group)
            await self.processor.recover()
            await self._catch_up()
            settling = group.create_task(self.processor.settle(drained))
            sending = group.create_task(self.outbox.run(drained))
            sweeping = group.create_task(self.sweeper.run(drained))
            ticking = group.create_task(self.tick.run(drained))
            ending = {settling, sending, sweeping, ticking}
            if self.webhook:
                ending.add(group.create_task(self.lookout.run(closed)))
            if isinstance(self.database, SQLite):
                group.create_task(soundness.watch(self.database, self.settings, drained))
            self.tick.wake()
            _calm_garbage_collector()
            self.ready.set()
            self.stage = "serving"
            log.info("serving")
            scheduler.start()
            try:
                await (self.webhook or self.receiver).run(stop)
            finally:
                scheduler.shutdown(wait=False)
            self.stage = "stopping"
            closed.set()
            if self.webhook:
                self.lookout.wake()
            await self._drain()
            self.processor.abandon()
            drained.set()
            self.outbox.wake()
            self.sweeper.wake()
            self.tick.wake()
            _, late = await asyncio.wait(ending, timeout=LAST_WORDS)
            for task in late:
                task.cancel()
        log.info("stopped")

    async def _catch_up(self) -> None:
        """After a restore, before any letter goes: nobody is reminded again of what they heard since (row 57)."""
        async with self.database.transaction() as transaction:
            older = await transaction.do(outages.is_older_copy)
        if older:
            await self.tick.once()
            async with self.database.transaction() as transaction:
                await transaction.finish(outages.caught_up, self.clock.now())

    async def _drain(self) -> None:
        try:
            async with asyncio.timeout(DRAIN):
                while not self.idle:  # noqa: ASYNC110 - several parts become idle; only during a stop
                    await asyncio.sleep(0.05)
        except TimeoutError:
            log.warning("not everybody was answered before the stop; the journal keeps the rest")

    @property
    def idle(self) -> bool:
        """Everything received is processed and said, the clock's work is done, every letter that may go is sent, every
        file that is due is gone.
        """
        return all(part.idle for part in (self.lookout, self.processor, self.tick, self.outbox, self.sweeper))

    async def _introduce(self, stop: asyncio.Event) -> bool:
        """Asks Telegram who we are (links need our name) and sets the commands that strangers see; False when stopped
        before Telegram could be reached.
        """
        pauses = iter((1, 2, 5, 15))
        while True:
            outcome = await self.telegram.call("getMe", {})
            if outcome.kind == "sent":
                self.dispatcher["bot_name"] = outcome.result["username"]
                break
            if outcome.kind == "unauthorised":
                raise Rejected
            log.warning("Telegram is out of reach", outcome=outcome.kind, description=outcome.description)
            if await stopped(stop, next(pauses, 30)):
                return False
        for params in public_commands():
            await self.telegram.call("setMyCommands", params)
        return True


def _calm_garbage_collector() -> None:
    """What start-up made stays for good: not looking at it again saves a quarter of the time (performance § 1)."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 50, 100)
