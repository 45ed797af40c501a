"""How Telegram says no: error codes and descriptions in its own words."""

from typing import Any


class Refusal(Exception):
    """An answer with `ok: false`; `violation` tells whether the bot broke a rule or merely met bad luck."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None, violation: bool = True) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.violation = violation

    def body(self) -> dict[str, Any]:
        """The JSON object that Telegram answers."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad_request(text: str) -> Refusal:
    """400 for something that the bot should not have asked."""
    return Refusal(400, f"Bad Request: {text}")


def bad_luck(text: str) -> Refusal:
    """400 for something that time or a person made impossible: no fault of the bot."""
    return Refusal(400, f"Bad Request: {text}", violation=False)


def blocked() -> Refusal:
    """403 after the person blocked the bot."""
    return Refusal(403, "Forbidden: bot was blocked by the user", violation=False)


def deactivated() -> Refusal:
    """403 after the person deleted the account."""
    return Refusal(403, "Forbidden: user is deactivated", violation=False)


def too_many(retry_after: int, *, violation: bool = True) -> Refusal:
    """429 with the seconds to wait."""
    text = f"Too Many Requests: retry after {retry_after}"
    return Refusal(429, text, retry_after=retry_after, violation=violation)


def conflict(text: str) -> Refusal:
    """409: two receivers of one bot's updates."""
    return Refusal(409, f"Conflict: {text}")
