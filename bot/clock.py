"""What time it is. The only place that asks the machine; everybody else is given `now`."""

from collections.abc import Callable
from datetime import UTC, datetime


def machine_time() -> datetime:
    """The machine's time in UTC."""
    return datetime.now(UTC)


class Clock:
    """The time that the service goes by: the machine's, or an emulated one in the demo and in tests."""

    def __init__(self, source: Callable[[], datetime] = machine_time) -> None:
        self.now = source
