"""The text of a message as Telegram keeps it: parsed, cleaned, trimmed, with entities counted in UTF-16 units."""

import re
from typing import Any

from emulator import html, markdown
from emulator.parameters import Params, structure, text
from emulator.refusals import bad_request

Entity = dict[str, Any]
Formatted = tuple[str, list[Entity]]

CONTROL = dict.fromkeys((*range(9), *range(11, 32), 127), " ") | {13: None}
AUTOMATIC = re.compile(
    r"(?P<url>https?://[^\s<>]+[^\s<>.,:;!?)\"'])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@\w{4,32})?)\b"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)
PARSERS = {"html": html.parse, "markdownv2": markdown.parse, "markdown": markdown.parse_legacy}


def units(string: str) -> int:
    """The length in UTF-16 units, in which Telegram counts."""
    return len(string) if string.isascii() else len(string.encode("utf-16-le")) // 2


def read(params: Params, field: str, entities_field: str) -> Formatted:
    """The text of a call after parsing, with its entities; 400 "can't parse entities" when the markup is wrong."""
    string = text(params, field).translate(CONTROL)
    mode = text(params, "parse_mode")
    if not string:
        return "", []
    if not mode:
        entities = _given(structure(params, entities_field, "entities"), string)
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


def _given(entities: Any, string: str) -> list[Entity]:
    if not entities:
        return []
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    size = units(string)
    checked = []
    for entity in entities:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad_request("can't parse entities: expected an Object with a type")
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length < 0:
            raise bad_request(f"entity has invalid offset {offset} or length {length}")
        if offset + length > size:
            where = f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {size}"
            raise bad_request(where)
        if not _on_characters(string, offset, offset + length):
            raise bad_request(f"entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol")
        if length:
            checked.append({name: value for name, value in entity.items() if value is not None})
    return sorted(checked, key=lambda entity: (entity["offset"], -entity["length"]))


def _on_characters(string: str, *offsets: int) -> bool:
    """Whether no offset cuts a surrogate pair."""
    encoded = string.encode("utf-16-le")
    return all(encoded[2 * at + 1 : 2 * at + 2] < b"\xdc" or encoded[2 * at + 1] > 0xDF for at in offsets)


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
