"""The log of Bot API calls and of the rules that they broke."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulator.world import Bot

KEPT = 20_000


@dataclass(slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes
    mime_type: str


@dataclass(slots=True)
class Call:
    """One request to the Bot API, and how it ended."""

    bot: "Bot"
    method: str
    params: dict[str, Any]
    files: dict[str, Upload]
    at: datetime
    number: int = 0
    status: int = 200
    error_code: int | None = None
    description: str | None = None
    fault: str | None = None
    violations: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As the control API shows it; a file's bytes are left out."""
        shown: dict[str, Any] = {"number": self.number, "at": self.at.isoformat(), "bot": self.bot.username}
        shown |= {"method": self.method, "params": self.params, "status": self.status, "violations": self.violations}
        optional = {"error_code": self.error_code, "description": self.description, "fault": self.fault}
        return shown | {name: value for name, value in optional.items() if value is not None}


class Calls:
    """The newest calls, numbered from 1; `keep = False` keeps only those that broke a rule."""

    def __init__(self) -> None:
        self.keep = True
        self.count = 0
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._violations: deque[Call] = deque(maxlen=KEPT)

    def begin(self, call: Call) -> None:
        """Number a call and note that it came, so that a call that is held back shows too."""
        self.count += 1
        call.number = self.count
        if self.keep:
            self._calls.append(call)

    def end(self, call: Call) -> None:
        """Forget the bytes, remember what was wrong."""
        if call.files:
            for name, upload in call.files.items():
                call.params[name] = f"<{upload.name}: {len(upload.content)} bytes>"
            call.files = {}
        if call.violations:
            self._violations.append(call)

    def since(self, number: int = 0, method: str | None = None) -> list[Call]:
        """Kept calls with a number above `number`, of one method if given, oldest first."""
        return [call for call in self._calls if call.number > number and method in (None, call.method)]

    def violations(self) -> list[Call]:
        """Calls that broke a rule of Telegram, oldest first."""
        return list(self._violations)
