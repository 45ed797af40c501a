"""The ways a call to the Bot API can end, as a table of data; the sender only reads it (reliability § 4.5)."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "sent",
    "later",
    "away",
    "gone",
    "moved",
    "same",
    "lost_card",
    "stale_query",
    "refused",
    "unauthorised",
    "rival",
    "uncertain",
]
"""`sent` done · `later` not delivered, try again · `away` no connection · `gone` nobody there · `moved` the chat has a
new id · `same` nothing to change · `lost_card` the message to edit is gone · `stale_query` the press is too old to
answer · `refused` never will work · `unauthorised` the token is dead · `rival` another poller or a webhook ·
`uncertain` may have been delivered."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended: `result` of a good one, seconds to wait of a late one, Telegram's words of a bad one."""

    kind: Kind
    result: Any = None
    retry_after: float | None = None
    description: str = ""
    details: dict[str, Any] = field(default_factory=dict)


REFUSALS: tuple[tuple[int, str, Kind], ...] = (
    (400, "message is not modified", "same"),
    (400, "message to edit not found", "lost_card"),
    (400, "message can't be edited", "lost_card"),
    (400, "message to delete not found", "same"),
    (400, "query is too old", "stale_query"),
    (400, "group chat was upgraded", "moved"),
    (400, "chat not found", "gone"),
    (400, "user not found", "gone"),
    (401, "", "unauthorised"),
    (403, "", "gone"),
    (409, "", "rival"),
    (429, "", "later"),
    (400, "", "refused"),
    (404, "", "unauthorised"),
    (413, "", "refused"),
)
"""Status, a part of Telegram's text in lower case (empty: any), what it means. The first that fits counts."""


REST = 5.0
"""Seconds to wait after a 429 that does not say how long."""


def classify(status: int, body: bytes) -> Outcome:
    """The outcome of an answer that arrived, whatever it is.

    An HTML 502 is a server error; a 200 that is not JSON may have been delivered.
    """
    try:
        answer = json.loads(body)
        if answer["ok"]:
            return Outcome("sent", answer.get("result"))
        code = int(answer.get("error_code", status))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        words = f"undecodable answer, status {status}"
        return Outcome("uncertain" if status == 200 else "later", None, _rest(status, None), words)
    text, told = str(answer.get("description", "")), answer.get("parameters")
    details = told if isinstance(told, dict) else {}
    for expected, part, kind in REFUSALS:
        if code == expected and part in text.lower():
            return Outcome(kind, None, _rest(code, details.get("retry_after")), text, details)
    return Outcome("later" if code >= 500 else "refused", None, None, text, details)


def _rest(code: int, told: Any) -> float | None:
    """Seconds for which a chat, or everything, must rest; only a 429 asks for that."""
    if code != 429:
        return None
    return told if isinstance(told, int | float) and told > 0 else REST
