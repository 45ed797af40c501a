"""How Telegram says no: error codes and descriptions in its own words."""

from typing import Any


class Refusal(Exception):
    """An answer with `ok: false`; `violation` tells whether the bot broke a rule or merely met bad luck."""

    def __init__(
        self, code: int, description: str, *, parameters: dict[str, int] | None = None, violation: bool = True
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters
        self.violation = violation

    def body(self) -> dict[str, Any]:
        """The JSON object that Telegram answers."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters is not None:
            answer["parameters"] = self.parameters
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


def migrated(identifier: int) -> Refusal:
    """400 after a group has become the supergroup `identifier`."""
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, text, parameters={"migrate_to_chat_id": identifier}, violation=False)


def outside(kind: str, *, kicked: bool) -> Refusal:
    """403 in a group or supergroup that the bot is not in."""
    what = "was kicked from" if kicked else "is not a member of"
    return Refusal(403, f"Forbidden: bot {what} the {kind} chat", violation=False)


def too_many(retry_after: int, *, violation: bool = True) -> Refusal:
    """429 with the seconds to wait."""
    text = f"Too Many Requests: retry after {retry_after}"
    return Refusal(429, text, parameters={"retry_after": retry_after}, violation=violation)


def conflict(text: str) -> Refusal:
    """409: two receivers of one bot's updates."""
    return Refusal(409, f"Conflict: {text}")
