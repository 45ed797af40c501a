"""The rest of the corpus of the contract test: albums, copies, places, contacts, dice (see contract.py)."""

from typing import Any

from tests.emulator.contract import OK, Case


def album(name: str, media: Any, answer: str, known: str) -> Case:
    """A sendMediaGroup."""
    return Case(name, "sendMediaGroup", {"chat_id": "$chat", "media": media}, answer, known)


def several(name: str, numbers: list[Any], answer: str, known: str, **fields: Any) -> list[Case]:
    """A copyMessages and a forwardMessages."""
    params = {"chat_id": "$chat", "from_chat_id": "$chat", "message_ids": numbers} | fields
    return [Case(name, method, params, answer, known) for method in ("copyMessages", "forwardMessages")]


def place(name: str, params: dict[str, Any], answer: str, known: str, method: str = "sendLocation") -> Case:
    """A sendLocation."""
    return Case(name, method, {"chat_id": "$chat", "latitude": 55.75, "longitude": 37.62} | params, answer, known)


def live(what: str) -> str:
    """What Telegram says of a wrong live location."""
    return f"wrong live location {what} specified"


UNORDERED = "message identifiers must be in a strictly increasing order"
PICTURE = {"type": "photo", "media": "$file"}

SENT = [
    *(album(f"an album of {size}", [PICTURE] * size, answer, known)
      for size, answer, known in ((0, "there are no messages to send", "seen"), (1, OK, "seen"), (2, OK, "docs"),
                                  (9, OK, "docs"), (10, OK, "docs"),
                                  (11, "too many messages to send as an album", "seen"))),
    album("no album", "", 'parameter "media" is required', "source"),
    album("a broken album", "[", "can't parse media JSON object", "source"),
    album("an album that is an object", PICTURE, "expected an Array of InputMedia", "source"),
    album("an animation in an album", [{"type": "animation", "media": "x"}],
          'can\'t parse InputMedia: type "animation" can\'t be used in sendMediaGroup', "source"),
    album("an album with nothing attached", [{"type": "photo", "media": "attach://x"}],
          "can't parse InputMedia: media not found", "source"),
    album("a wrong caption", [PICTURE, PICTURE | {"caption": "<b>", "parse_mode": "HTML"}],
          'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"', "seen"),
    *several("copies and forwards", ["$card", "$photo"], OK, "docs"),
    *several("what is not there among others", ["$card", 999_999_999], OK, "docs"),
    *several("what is not there alone", [999_999_999], "there are no messages to forward", "seen"),
    *several("nothing to take", [], "message identifiers are not specified", "source"),
    *several("out of order", ["$photo", "$card"], UNORDERED, "source"),
    *several("twice", ["$card", "$card"], UNORDERED, "source"),
    *several("100 at once", list(range(1, 101)), OK, "docs"),
    *several("101 at once", list(range(1, 102)), "too many message identifiers specified", "seen"),
    *several("from nowhere", ["$card"], 'parameter "from_chat_id" is required', "source", from_chat_id=""),
    place("a place", {}, OK, "docs"),
    place("no latitude", {"latitude": ""}, "latitude is empty", "source"),
    place("no longitude", {"longitude": " "}, "longitude is empty", "source"),
    *(place(f"latitude {degrees}", {"latitude": degrees}, answer, known)
      for degrees, answer, known in ((89.9, OK, "source"), (90, OK, "source"),
                                     (90.1, "invalid location specified", "seen"))),
    *(place(f"longitude {degrees}", {"longitude": degrees}, answer, known)
      for degrees, answer, known in ((-179.9, OK, "source"), (-180, OK, "source"),
                                     (-180.1, "invalid location specified", "seen"))),
    *(place(f"a place live for {period} s", {"live_period": period}, answer, known)
      for period, answer, known in ((59, live("period"), "seen"), (60, OK, "docs"), (61, OK, "docs"),
                                    (86399, OK, "docs"), (86400, OK, "docs"), (86401, live("period"), "source"),
                                    (0x7FFFFFFF, OK, "docs"))),
    *(place(f"heading {degrees}", {"live_period": 60, "heading": degrees}, answer, known)
      for degrees, answer, known in ((1, OK, "docs"), (359, OK, "docs"), (360, OK, "docs"),
                                     (361, live("heading"), "seen"))),
    *(place(f"an alert at {metres} m", {"live_period": 60, "proximity_alert_radius": metres}, answer, known)
      for metres, answer, known in ((99_999, OK, "docs"), (100_000, OK, "docs"),
                                    (100_001, live("proximity alert radius"), "seen"))),
    place("a venue", {"title": "x", "address": "y"}, OK, "docs", "sendVenue"),
    Case("a contact", "sendContact", {"chat_id": "$chat", "phone_number": "+1", "first_name": "x"}, OK, "docs"),
    Case("no number", "sendContact", {"chat_id": "$chat", "first_name": "x"}, 'parameter "phone_number" is required',
         "seen"),
    Case("no name", "sendContact", {"chat_id": "$chat", "phone_number": "+1"}, 'parameter "first_name" is required',
         "source"),
    Case("dice", "sendDice", {"chat_id": "$chat"}, OK, "docs"),
    Case("dice that are none", "sendDice", {"chat_id": "$chat", "emoji": "x"}, "EMOTICON_INVALID", "docs"),
    *(Case(f"no {kind}", f"send{kind.title().replace(' ', '')}", {"chat_id": "$chat"},
           f"there is no {kind} in the request", "source")
      for kind in ("voice", "audio", "video", "animation", "video note", "sticker")),
    Case("a photo is looked for before the chat", "sendPhoto", {}, "there is no photo in the request", "source"),
    *(Case(f"{field} of {size} characters", f"setMy{field.title().replace('_', '')}", {field: "я" * size}, answer,
           known)
      for field, most in (("name", 64), ("short_description", 120), ("description", 512))
      for size, answer, known in ((most - 1, OK, "docs"), (most, OK, "docs"),
                                  (most + 1, f"bot {field.replace('_', ' ')} is too long", "ours"))),
]  # fmt: skip
