"""Planned misfortune: which of the next calls shall fail, and how."""

from dataclasses import dataclass
from datetime import datetime

from emulator.parameters import Params, integer

ON_CALLS = frozenset({
    "429", "403", "401", "500", "502_html", "undecodable_200", "timeout_before", "timeout_after", "slow",
})  # fmt: skip
ON_UPDATES = frozenset({
    "duplicate_update", "malformed_update", "unknown_update", "unknown_fields", "restarted_ids",
})  # fmt: skip
HOLD_SECONDS = 60.0
SLOW_SECONDS = 2.0


@dataclass(slots=True)
class Fault:
    """One planned fault for `count` matching calls, or for all until the emulated moment `until`.

    `seconds` is how long a slow or lost call takes.
    """

    kind: str
    method: str | None = None
    chat_id: int | None = None
    count: int = 1
    retry_after: int = 1
    seconds: float | None = None
    until: datetime | None = None

    def strikes(self, method: str, params: Params) -> bool:
        """Whether this call is meant; 403 concerns only calls about a chat."""
        if self.method is not None and self.method.lower() != method.lower():
            return False
        if self.chat_id is not None:
            return integer(params, "chat_id") == self.chat_id
        return self.kind != "403" or "chat_id" in params


class Faults:
    """All faults that are still to come."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def plan(self, fault: Fault) -> None:
        """Let a fault happen. ValueError for a kind that does not exist."""
        if fault.kind not in ON_CALLS:
            raise ValueError(f"no such fault; there are {', '.join(sorted(ON_CALLS | ON_UPDATES))}")
        self.planned.append(fault)

    def clear(self) -> None:
        """Forget what was planned."""
        self.planned.clear()

    def take(self, method: str, params: Params, now: datetime) -> Fault | None:
        """The fault that this call meets, if any; one that was planned by count is used up."""
        self.planned = [fault for fault in self.planned if fault.until is None or now < fault.until]
        for fault in self.planned:
            if fault.strikes(method, params):
                if fault.until is None:
                    fault.count -= 1
                    if fault.count <= 0:
                        self.planned.remove(fault)
                return fault
        return None
