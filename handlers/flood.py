"""Too many messages from one person: one kind word a minute, then silence until it is quieter (reliability row 75)."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Literal

PER_MINUTE = 40
"""Messages that one person may send in a minute; presses of buttons are not counted."""
MINUTE = 60.0
PEOPLE = 10_000
"""So many people are remembered at most."""


class Flood:
    """Counts the messages of each person in the last minute."""

    def __init__(self, limit: int = PER_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit, self.clock = limit, clock
        self._sent: dict[str, deque[float]] = defaultdict(deque)

    def judge(self, address: str) -> Literal["fine", "warn", "drop"]:
        """`fine` up to the limit, `warn` for the first message beyond it, then `drop`."""
        now = self.clock()
        if len(self._sent) > PEOPLE:
            self._sent.clear()
        sent = self._sent[address]
        while sent and sent[0] <= now - MINUTE:
            sent.popleft()
        if len(sent) > self.limit:
            return "drop"
        sent.append(now)
        return "warn" if len(sent) > self.limit else "fine"
