"""The text of a message as Telegram keeps it: parsed, cleaned, trimmed, with entities counted in UTF-16 units."""

import re
from typing import Any

from emulator import html, links, markdown
from emulator.parameters import Params, integer, structure, text
from emulator.refusals import Refusal, bad_request

Entity = dict[str, Any]
Formatted = tuple[str, list[Entity]]

LONGEST_BYTES = 1 << 15
"""Telegram's server does not even look at a longer text."""
CONTROL = dict.fromkeys((*range(9), *range(11, 32), 127), " ") | {13: None}
AUTOMATIC = re.compile(
    r"(?P<url>https?://[^\s<>]+[^\s<>.,:;!?)\"'])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@\w{4,32})?)\b"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)
WRITTEN = frozenset({
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
    "text_link", "text_mention", "custom_emoji", "date_time",
})  # fmt: skip
FOUND = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number",
    "media_timestamp",
})  # fmt: skip
"""What a bot may write, and what only Telegram itself finds (Bot API, MessageEntity)."""
NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}
PARSERS = {"html": html.parse, "markdownv2": markdown.parse, "markdown": markdown.parse_legacy}


def units(string: str) -> int:
    """The length in UTF-16 units, in which Telegram counts."""
    return len(string) if string.isascii() else len(string.encode("utf-16-le")) // 2


def read(params: Params, field: str, entities_field: str, mode_field: str = "parse_mode") -> Formatted:
    """The text of a call after parsing, with its entities; 400 "can't parse entities" when the markup is wrong."""
    string = text(params, field)
    if len(string.encode()) > LONGEST_BYTES:
        raise bad_request("text is too long")
    string, mode = string.translate(CONTROL), text(params, mode_field)
    if not string:
        return "", []
    if mode.lower() in ("", "none"):
        entities = _given(_array(params, entities_field), string)
    elif mode.lower() in PARSERS:
        string, entities = PARSERS[mode.lower()](string)
    else:
        raise bad_request("unsupported parse_mode")
    string, entities = _trimmed(string, entities)
    return string, with_automatic(string, entities)


def with_automatic(string: str, entities: list[Entity]) -> list[Entity]:
    """Add what Telegram finds by itself (addresses, commands, mentions, hashtags) outside links and code, sorted."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] in ("text_link", "code", "pre", "text_mention")
    ]
    found = []
    for match in AUTOMATIC.finditer(string):
        offset, length = units(string[: match.start()]), units(match.group())
        if all(offset + length <= start or offset >= end for start, end in taken):
            found.append({"type": match.lastgroup, "offset": offset, "length": length})
    if not found:
        return entities
    return sorted(entities + found, key=lambda entity: (entity["offset"], -entity["length"]))


def _array(params: Params, field: str) -> Any:
    """The entities of a call as they came; broken JSON counts as none (Telegram's server)."""
    try:
        return structure(params, field)
    except Refusal:
        return None


def _given(entities: Any, string: str) -> list[Entity]:
    """The entities of a call, checked; those that Telegram finds by itself are left for it to find."""
    if not isinstance(entities, list):
        return []
    encoded = string.encode("utf-16-le")
    checked = [entity for entity in map(_entity, entities) if entity is not None]
    for entity in checked:
        _check_place(encoded, entity["offset"], entity["length"])
    found = [entity for entity in checked if entity["length"] and entity["type"] not in FOUND]
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def _entity(given: Any) -> Entity | None:
    """One `MessageEntity`; 400 when it lacks what its type needs."""
    if not isinstance(given, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    for name in ("offset", "length", "type"):
        if given.get(name) is None:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    kind, needs = given["type"], NEEDS.get(given["type"])
    if kind not in WRITTEN and kind not in FOUND:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if needs is not None and given.get(needs) is None:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{needs}\"")
    for name in ("offset", "length"):
        if not isinstance(given[name], int):
            raise bad_request(f'can\'t parse MessageEntity: Field "{name}" must be of type Number')
    if kind == "text_mention":
        return _mention(given)
    if kind == "text_link":
        if not isinstance(given["url"], str):
            raise bad_request('can\'t parse MessageEntity: Field "url" must be of type String')
        links.check(given["url"], "entity URL")
    if kind == "custom_emoji" and not str(given["custom_emoji_id"]).isdecimal():
        raise bad_request('can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number')
    return {name: value for name, value in given.items() if value is not None}


def _mention(given: Entity) -> Entity:
    user = given["user"]
    if not isinstance(user, dict):
        raise bad_request('can\'t parse MessageEntity: Field "user" must be of type Object')
    if user.get("id") is None:
        raise bad_request("can't parse MessageEntity: Can't find field \"id\"")
    return {name: given[name] for name in ("type", "offset", "length")} | {"user": {"id": integer(user, "id")}}


def _check_place(encoded: bytes, offset: int, length: int) -> None:
    """Refuse an entity that lies outside the text or cuts a surrogate pair; `encoded` is the text in UTF-16."""
    size, end = len(encoded) // 2, offset + length
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset > size:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if _cuts(encoded, offset):
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {_bytes(encoded, offset)}")
    beginning = f"entity beginning at UTF-16 offset {offset} ends"
    if end > size:
        raise bad_request(f"{beginning} after the end of the text at UTF-16 offset {end}")
    if _cuts(encoded, end):
        raise bad_request(f"{beginning} in a middle of a UTF-16 symbol at byte offset {_bytes(encoded, end)}")


def _cuts(encoded: bytes, offset: int) -> bool:
    """Whether the unit at `offset` is the second half of a surrogate pair."""
    return 0xDC <= (encoded[2 * offset + 1] if 2 * offset + 1 < len(encoded) else 0) <= 0xDF


def _bytes(encoded: bytes, offset: int) -> int:
    """How many bytes of UTF-8 the text has up to the end of the symbol that `offset` cuts."""
    return len(encoded[: 2 * offset + 2].decode("utf-16-le").encode())


def _trimmed(string: str, entities: list[Entity]) -> Formatted:
    """Without white space at both ends; entities move along and shrink, empty ones go."""
    bare = string.strip()
    if len(bare) == len(string):
        return string, entities
    start = units(string[: len(string) - len(string.lstrip())])
    end = start + units(bare)
    kept = []
    for entity in entities:
        first = max(entity["offset"], start)
        last = min(entity["offset"] + entity["length"], end)
        if first < last:
            kept.append(entity | {"offset": first - start, "length": last - first})
    return bare, kept
