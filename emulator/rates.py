"""Telegram's limits on new messages: 30 a second for a bot, one a second in a chat, 20 a minute in a group."""

import math
import time

ALL_CHATS = 0
OVERALL_SECONDS = 1 / 30
OVERALL_BURST = 30
CHAT_SECONDS = 1.0
CHAT_BURST = 3
"""Short bursts over one a second are tolerated (Bot API FAQ)."""
GROUP_SECONDS = 3.0
GROUP_BURST = 20


class Rates:
    """The allowance of one bot, in real time: the emulated clock does not make Telegram's servers faster.

    `punishment`: seconds by which every overrun of the overall limit makes the wait longer, for bots that insist.
    """

    def __init__(self) -> None:
        self.punishment = 0.0
        self._busy_until: dict[int, float] = {}

    def take(self, chat_id: int, messages: int = 1) -> int:
        """Take the allowance for new messages; 0 when there was one, else the seconds to wait, and nothing is taken."""
        now = time.monotonic()
        pace, burst = (CHAT_SECONDS, CHAT_BURST) if chat_id > 0 else (GROUP_SECONDS, GROUP_BURST)
        wait_overall, overall = self._after(ALL_CHATS, now, messages * OVERALL_SECONDS, OVERALL_BURST * OVERALL_SECONDS)
        wait_chat, chat = self._after(chat_id, now, messages * pace, burst * pace)
        wait = max(wait_overall, wait_chat)
        if wait_overall > 0 and self.punishment:
            self._busy_until[ALL_CHATS] += self.punishment
            wait += self.punishment
        if wait > 0:
            return math.ceil(wait)
        self._busy_until[ALL_CHATS] = overall
        self._busy_until[chat_id] = chat
        return 0

    def _after(self, key: int, now: float, cost: float, burst: float) -> tuple[float, float]:
        before = max(now, self._busy_until.get(key, now))
        room = max(burst, cost)
        return before + cost - now - room, before + cost
