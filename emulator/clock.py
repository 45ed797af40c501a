"""The emulated clock: real time plus an offset (or a frozen moment) that can jump forward in steps."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

STEP = timedelta(hours=3)
"""The longest stride of a jump: whoever listens gets to work at least every three hours of emulated time."""
LAST = datetime(2100, 1, 1, tzinfo=UTC)
MORNING = time(10)

Listener = Callable[[datetime], Awaitable[None]]


class Clock:
    """Tells the emulated time; with `start` it stands still between jumps, without it runs along with real time."""

    def __init__(self, start: datetime | None = None) -> None:
        self._frozen = start
        self._offset = timedelta()
        self._listeners: list[Listener] = []
        self._jumping = asyncio.Lock()

    def now(self) -> datetime:
        """The emulated moment, aware, in UTC."""
        return (self._frozen or datetime.now(UTC)) + self._offset

    @property
    def offset_seconds(self) -> float:
        """How far the clock has been moved forward, in seconds."""
        return self._offset.total_seconds()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have `listener(now)` awaited after every step of a jump; returns what ends the listening."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def advance(self, by: timedelta) -> datetime:
        """Move forward by `by` in steps of at most three hours, awaiting all listeners after each; returns now.

        ValueError for a step back, and beyond the last year.
        """
        if by < timedelta():
            raise ValueError("the clock moves forward only")
        if by > LAST - self.now():
            raise ValueError(f"the clock goes up to {LAST:%Y} only")
        async with self._jumping:
            while by > timedelta():
                step = min(by, STEP)
                by -= step
                self._offset += step
                for listener in list(self._listeners):
                    await listener(self.now())
        return self.now()


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Ten in the morning of the next day in `zone`."""
    return _morning(now.astimezone(zone) + timedelta(days=1))


def next_month(now: datetime, zone: ZoneInfo) -> datetime:
    """Ten in the morning of the first day of the next month in `zone`."""
    return _morning((now.astimezone(zone).replace(day=1) + timedelta(days=32)).replace(day=1))


def _morning(day: datetime) -> datetime:
    return datetime.combine(day.date(), MORNING, day.tzinfo).astimezone(UTC)
