"""Every way a call can end means one thing."""

import json

import pytest

from bot.outcomes import REST, classify


def refusal(code: int, description: str, **parameters: int) -> bytes:
    answer = {"ok": False, "error_code": code, "description": description}
    return json.dumps(answer | ({"parameters": parameters} if parameters else {})).encode()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b'{"ok":true,"result":{"message_id":7}}', "sent"),
        (200, b"<html>", "uncertain"),
        (502, b"<html><body>Bad Gateway</body></html>", "later"),
        (500, refusal(500, "Internal Server Error"), "later"),
        (429, refusal(429, "Too Many Requests: retry after 7", retry_after=7), "later"),
        (429, refusal(429, "Too Many Requests"), "later"),
        (403, refusal(403, "Forbidden: bot was blocked by the user"), "gone"),
        (403, refusal(403, "Forbidden: user is deactivated"), "gone"),
        (400, refusal(400, "Bad Request: chat not found"), "gone"),
        (400, refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100), "moved"),
        (400, refusal(400, "Bad Request: message is not modified: specified new…"), "same"),
        (400, refusal(400, "Bad Request: message to edit not found"), "lost_card"),
        (400, refusal(400, "Bad Request: message can't be edited"), "lost_card"),
        (400, refusal(400, "Bad Request: query is too old and response timeout expired"), "stale_query"),
        (400, refusal(400, "Bad Request: can't parse entities"), "refused"),
        (401, refusal(401, "Unauthorized"), "unauthorised"),
        (429, b"<html>Too Many Requests</html>", "later"),
        (502, b'{"ok":false,"error_code":"bad_gateway"}', "later"),
        (502, b'{"ok":false,"error_code":null,"description":["?"]}', "later"),
        (200, b"[" * 100_000, "uncertain"),
        (409, refusal(409, "Conflict: terminated by other getUpdates request"), "rival"),
    ],
)
@pytest.mark.fault(38, 39, 40, 41, 42, 43, 44)
def test_an_answer_means_one_thing(status: int, body: bytes, kind: str) -> None:
    assert classify(status, body).kind == kind


@pytest.mark.parametrize("seconds", [None, "7", [], -1])
@pytest.mark.fault(37)
def test_a_429_that_does_not_say_how_long_still_makes_us_rest(seconds: object) -> None:
    """Otherwise every try of a storm would count, and answers would be given up."""
    answer = {"ok": False, "error_code": 429, "parameters": {"retry_after": seconds}}
    for body in (json.dumps(answer).encode(), refusal(429, "Too Many Requests"), b"<html>"):
        assert classify(429, body).retry_after == REST


def test_a_late_one_says_how_long_to_wait() -> None:
    assert classify(429, refusal(429, "Too Many Requests: retry after 7", retry_after=7)).retry_after == 7
