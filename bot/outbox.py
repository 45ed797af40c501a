"""The outbox at work: claims letters, words them in the reader's language, sends them at a fair pace, settles them."""

import asyncio

import structlog

from bot.clock import Clock
from bot.crash import crashpoint
from bot.database import Database, is_passing
from bot.outcomes import Outcome
from bot.pace import Pace
from bot.packing import calls
from bot.speak import Speaker
from handlers import letters as wording
from programme import delivery, letters
from programme.letters import Parcel

log = structlog.get_logger()

LOOK_EVERY = 5.0
"""Seconds between two looks when nothing woke us."""


class Outbox:
    """Sends letters while the process holds the lease. `wake` after a commit that may have written some."""

    def __init__(self, database: Database, speaker: Speaker, pace: Pace, names: str, clock: Clock) -> None:
        self.database, self.speaker, self.pace, self.names, self.clock = database, speaker, pace, names, clock
        self._woken = asyncio.Event()
        self._sending = False

    def wake(self) -> None:
        self._woken.set()

    @property
    def idle(self) -> bool:
        """Nothing is being sent and nobody has asked to look."""
        return not self._sending and not self._woken.is_set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until told to stop."""
        async with self.database.transaction() as transaction:
            await transaction.finish(letters.after_a_crash, self.clock.now())
        self.wake()
        while not stop.is_set():
            try:
                async with asyncio.timeout(LOOK_EVERY):
                    await self._woken.wait()
            except TimeoutError:
                pass
            self._sending = True
            self._woken.clear()
            try:
                while await self.send_due():
                    pass
            except Exception as error:
                if not is_passing(error):
                    raise
                log.warning("the database is busy, letters wait", error=type(error).__name__)
            self._sending = False

    async def send_due(self) -> int:
        """Sends what may go now; returns how many messages that were."""
        async with self.database.transaction() as transaction:
            parcels = await transaction.finish(letters.claim, self.clock.now())
        if parcels:
            crashpoint("after_letter_claim")
            async with asyncio.TaskGroup() as group:
                for parcel in parcels:
                    group.create_task(self._send(parcel))
        return len(parcels)

    async def _send(self, parcel: Parcel) -> None:
        made = calls(wording.replies(parcel, self.names))
        state, message_id = "sent", None
        for number, call in enumerate(made):
            async with self.pace.letter(parcel.address):
                outcome = await self.speaker.once(parcel.address, call)
            if outcome.kind == "sent":
                message_id = message_id or (outcome.result or {}).get("message_id")
            elif number == 0:
                state = self._state_after(parcel, outcome)
                break
            else:
                log.warning("a part of a letter was not sent", outcome=outcome.kind)
        crashpoint("after_letter_send")
        async with self.database.transaction() as transaction:
            if state == "failed" and outcome.kind == "gone":
                await transaction.do(delivery.unreachable, parcel.channel, parcel.address)
            ids = [letter.id for letter in parcel.letters]
            await transaction.finish(letters.settle, ids, state, self.clock.now(), message_id)
        if state in ("later", "waiting"):
            await asyncio.sleep(1)
            self.wake()

    def _state_after(self, parcel: Parcel, outcome: Outcome) -> str:
        """By class: a reminder that may have arrived is not repeated, a card is tried once more (reliability § 4.5)."""
        first = parcel.letters[0]
        match outcome.kind:
            case "later":
                return "later"
            case "uncertain" if first.kind == "alert" or (first.kind in ("notice", "consent") and first.attempts < 2):
                return "waiting"
            case "uncertain":
                log.warning("letter uncertain", text_key=first.text_key)
                return "uncertain"
            case _:
                log.warning("letter failed", text_key=first.text_key, outcome=outcome.kind)
                return "failed"
