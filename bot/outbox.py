"""The outbox at work: claims letters, words them in the reader's language, sends them at a fair pace, settles them."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import groupby

import structlog

from bot.clock import Clock
from bot.crash import crashpoint
from bot.database import Database
from bot.outcomes import Outcome
from bot.pace import Pace
from bot.packing import calls
from bot.patience import patiently
from bot.speak import ONCE_MORE, PATIENCE, Speaker
from db.letters import Letter
from handlers import letters as wording
from programme import delivery, letters
from programme.letters import Parcel

log = structlog.get_logger()

LOOK_EVERY = 5.0
"""Seconds between two looks when nothing woke us."""


@dataclass(frozen=True, slots=True)
class End:
    """How sending a parcel ended: the state of its letters, and in how many seconds to try again."""

    state: str
    pause: float = 0
    message_id: int | None = None
    gone: bool = False


class Outbox:
    """Sends letters while the process holds the lease. `wake` after a commit that may have written some."""

    def __init__(self, database: Database, speaker: Speaker, pace: Pace, names: str, clock: Clock) -> None:
        self.database, self.speaker, self.pace, self.names, self.clock = database, speaker, pace, names, clock
        self._woken = asyncio.Event()
        self._looking = True  # from the start on: the process before may have left letters
        self._readers: set[int] = set()
        self._in_doubt = False

    def wake(self) -> None:
        self._woken.set()

    @property
    def idle(self) -> bool:
        """Nothing is being sent and nobody has asked to look."""
        return not (self._looking or self._readers or self._woken.is_set())

    async def run(self, stop: asyncio.Event) -> None:
        """Works until told to stop; what is being sent then is sent."""
        await patiently(self._take_up)
        self.wake()
        async with asyncio.TaskGroup() as group:
            while not stop.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_EVERY):
                        await self._woken.wait()
                self._looking = True
                self._woken.clear()
                while not stop.is_set() and await self._next(group):
                    pass
                self._looking = False

    async def _take_up(self) -> None:
        async with self.database.transaction() as transaction:
            await transaction.finish(letters.after_a_crash, self.clock.now())

    async def _next(self, group: asyncio.TaskGroup) -> bool:
        """Claims letters for the next readers and has them sent; False when there is nothing more. Few are claimed
        ahead of those that find room: what a crash leaves in doubt is little more than what was on its way.
        """
        if self.pace.rests:
            return False
        parcels = await patiently(partial(self._claim, await self.pace.wanted()))
        if parcels:
            crashpoint("after_letter_claim")
        for reader, own in groupby(parcels or (), key=lambda parcel: parcel.person.id):
            self._readers.add(reader)
            group.create_task(self._send_in_order(list(own)))
        await asyncio.sleep(0)
        return parcels is not None

    async def _claim(self, readers: int) -> list[Parcel] | None:
        async with self.database.transaction() as transaction:
            now, busy = self.clock.now(), tuple(self._readers)
            if self._in_doubt:  # the claim before may be there, only the server's word for it never came
                await transaction.do(letters.put_back, busy)
            self._in_doubt = True
            leapt = not self.clock.is_trusted()
            parcels: list[Parcel] | None = await transaction.finish(letters.claim, now, busy, readers, leapt)
        self._in_doubt = False
        return parcels

    async def _send_in_order(self, parcels: list[Parcel]) -> None:
        """One reader's letters; one that cannot be made fails alone."""
        for parcel in (part for whole in parcels for part in self._apart(whole)):
            try:
                end = await self._send(parcel)
            except Exception as error:
                log.error("a letter cannot be made", text_key=parcel.letters[0].text_key, error=type(error).__name__)
                end = End("failed")
            crashpoint("after_letter_send")
            await patiently(partial(self._settle, parcel, end))
        self._readers.discard(parcels[0].person.id)
        self.wake()

    def _apart(self, parcel: Parcel) -> list[Parcel]:
        """What goes as one message; a letter that cannot be worded is set apart, so that it takes no other with it."""
        if len(parcel.letters) == 1:
            return [parcel]
        sound = tuple(letter for letter in parcel.letters if self._can_be_merged(parcel, letter))
        alone = [(letter,) for letter in parcel.letters if letter not in sound]
        return [replace(parcel, letters=letters) for letters in (*alone, sound) if letters]

    def _can_be_merged(self, parcel: Parcel, letter: Letter) -> bool:
        try:
            wording.replies(replace(parcel, letters=(letter, letter)), self.names)
        except Exception:
            return False
        return True

    async def _send(self, parcel: Parcel) -> End:
        first, *rest = calls(wording.replies(parcel, self.names))
        if (wait := self.pace.rest(parcel.address)) > LOOK_EVERY:
            return End("later", pause=wait)
        async with self.pace.letter(parcel.address):
            outcome = await self.speaker.once(parcel.address, first)
        if outcome.kind != "sent":
            return self._end(parcel, outcome)
        if rest:
            async with self.pace.letter(parcel.address):
                await self.speaker.speak(parcel.channel, parcel.address, rest)
        return End("sent", message_id=outcome.result.get("message_id"))

    async def _settle(self, parcel: Parcel, end: End) -> None:
        now = self.clock.now()
        again = now + timedelta(seconds=end.pause) if end.pause else None
        async with self.database.transaction() as transaction:
            if end.gone:
                await transaction.do(delivery.unreachable, parcel.channel, parcel.address)
            ids = [letter.id for letter in parcel.letters]
            await transaction.finish(letters.settle, ids, end.state, now, end.message_id, again)

    def _end(self, parcel: Parcel, outcome: Outcome) -> End:
        """By class: a reminder that may have arrived is not repeated, a card is tried once more (reliability § 4.5)."""
        first = parcel.letters[0]
        match outcome.kind:
            case "later" | "away" | "unauthorised":
                waited = (self.clock.now() - first.written_at).total_seconds()
                return End("later", pause=outcome.retry_after or min(max(waited, 1), PATIENCE[-1]))
            case "uncertain" if first.kind == "alert" or (first.kind in ("notice", "consent") and first.attempts < 2):
                return End("waiting", pause=ONCE_MORE)
            case "uncertain":
                log.warning("letter uncertain", text_key=first.text_key)
                return End("uncertain")
            case _:
                log.warning("letter failed", text_key=first.text_key, outcome=outcome.kind)
                return End("failed", gone=outcome.kind == "gone")
