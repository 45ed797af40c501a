"""What time it is. The only place that asks the machine; everybody else is given `now`."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

log = structlog.get_logger()

LEAP = timedelta(hours=36)
"""A clock that is so far ahead of the machine's own count was set wrong: everything would fall due at once."""


def machine_time() -> datetime:
    """The machine's time in UTC."""
    return datetime.now(UTC)


def machine_count() -> float:
    """Seconds that go on in sleep too and that nobody can set."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Clock:
    """The time that the service goes by: the machine's, or an emulated one in the demo and in tests."""

    def __init__(
        self, source: Callable[[], datetime] = machine_time, count: Callable[[], float] = machine_count
    ) -> None:
        self.now, self.count = source, count
        self._seen: tuple[datetime, float] | None = None
        self._told = False

    def is_trusted(self) -> bool:
        """False while the clock stands where it cannot have got to by itself: what is due is held until it is right.

        Whoever set it on purpose restarts the bot.
        """
        now, count = self.now(), self.count()
        if self._seen is not None and now - self._seen[0] - timedelta(seconds=count - self._seen[1]) > LEAP:
            if not self._told:
                log.critical("the clock has leapt ahead: what is due is held; set it right, or restart the bot")
            self._told = True
            return False
        self._seen, self._told = (now, count), False
        return True
