"""Telegram's HTML: the few tags it knows, refused in its own words when they are wrong."""

import re
from typing import Any

from emulator import mentions
from emulator.refusals import Refusal, bad_request

TAG = re.compile(r"""<(/?)([^\s>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
NAME = re.compile(r"<([^\s>]*)(?=[\s>])")
ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)\s*(?:(=)\s*("[^"]*"|'[^']*'|[\w.-]+))?""")
REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip

Entity = dict[str, Any]


def parse(source: str) -> tuple[str, list[Entity]]:
    """The text without its markup and the entities; 400 "can't parse entities: …" with the byte offset."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.offset = 0
        self.entities: list[Entity] = []
        self.open: list[tuple[str, dict[str, str], int]] = []

    def run(self) -> tuple[str, list[Entity]]:
        position = 0
        while (start := self.source.find("<", position)) >= 0:
            self._put(self.source[position:start])
            tag = TAG.match(self.source, start)
            if tag is None:
                raise self._unclosed(start)
            self._tag(tag)
            position = tag.end()
        self._put(self.source[position:])
        if self.open:
            unclosed = f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"'
            raise bad_request(f"can't parse entities: {unclosed}")
        return "".join(self.pieces), sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))

    def _put(self, raw: str) -> None:
        piece = REFERENCE.sub(_character, raw)
        self.pieces.append(piece)
        self.offset += len(piece.encode("utf-16-le", "surrogatepass")) // 2

    def _tag(self, tag: re.Match[str]) -> None:
        closing, name, rest = tag.group(1), tag.group(2).lower(), tag.group(3)
        if closing:
            self._end(name, tag.start())
        elif name not in TYPES:
            raise self._error(f'Unsupported start tag "{name}"', tag.start())
        else:
            attributes = self._attributes(name, rest, tag.start())
            if name == "tg-time" and not attributes.get("unix", "").isdecimal():
                raise self._error('Tag "tg-time" must have attribute "unix"', tag.start())
            if name == "span" and attributes.get("class") != "tg-spoiler":
                raise self._error('Tag "span" must have class "tg-spoiler"', tag.start())
            self.open.append((name, attributes, self.offset))

    def _attributes(self, tag: str, rest: str, start: int) -> dict[str, str]:
        attributes = {}
        position = 0
        rest = rest.rstrip()
        while position < len(rest):
            match = ATTRIBUTE.match(rest, position)
            if match is None:
                raise self._error(f'Empty attribute name in the tag "{tag}"', start)
            name = match.group(1).lower()
            if match.group(2) is None and name != "expandable":
                raise self._error(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', start)
            value = match.group(3) or ""
            attributes[name] = REFERENCE.sub(_character, value[1:-1] if value[:1] in "\"'" else value)
            position = match.end()
        return attributes

    def _end(self, name: str, start: int) -> None:
        if not self.open:
            raise self._error("Unexpected end tag", start)
        opened, attributes, offset = self.open.pop()
        if name and name != opened:
            found = f'expected "</{opened}>", found "</{name}>"'
            where = len(self.source[:start].encode())
            raise bad_request(f"can't parse entities: Unmatched end tag at byte offset {where}, {found}")
        if self.offset > offset:
            self._add(opened, attributes, offset)

    def _add(self, name: str, attributes: dict[str, str], offset: int) -> None:
        entity: Entity = {"type": TYPES[name], "offset": offset, "length": self.offset - offset}
        if name == "a":
            url = attributes.get("href") or "".join(self.pieces)[-entity["length"] :]
            entity |= mentions.link(url if "://" in url or url.startswith("tg:") else f"http://{url}/")
        elif name == "tg-emoji":
            entity["custom_emoji_id"] = _emoji(attributes.get("emoji-id", ""))
        elif name == "tg-time":
            entity |= {"unix_time": int(attributes["unix"]), "date_time_format": attributes.get("format", "")}
        elif name == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        elif name == "pre" and self._filled_with_code(entity):
            entity["language"] = self.entities.pop()["language"]
        elif name == "code" and attributes.get("class", "").startswith("language-"):
            entity["language"] = attributes["class"].removeprefix("language-")
        self.entities.append(entity)

    def _filled_with_code(self, outer: Entity) -> bool:
        """Whether it is `<pre><code class="language-…">`, which Telegram takes for one thing."""
        inner = self.entities[-1] if self.entities else {}
        same = all(inner.get(name) == outer[name] for name in ("offset", "length"))
        return same and inner.get("type") == "code" and "language" in inner

    def _unclosed(self, start: int) -> Refusal:
        """What is wrong with a bracket that begins no whole tag."""
        if self.source.startswith("</", start):
            return self._error("Unclosed end tag", start)
        begun = NAME.match(self.source, start)
        if begun is not None and begun.group(1).lower() not in TYPES:
            return self._error(f'Unsupported start tag "{begun.group(1).lower()}"', start)
        return self._error("Unclosed start tag", start)

    def _error(self, what: str, position: int) -> Refusal:
        return bad_request(f"can't parse entities: {what} at byte offset {len(self.source[:position].encode())}")


def _emoji(identifier: str) -> str:
    """A custom emoji's identifier, a positive 64-bit number."""
    if not identifier.isdecimal() or not 0 < int(identifier) < 2**63:
        raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
    return identifier


def _character(match: re.Match[str]) -> str:
    """A character reference; one that names no character stays as it was written."""
    if match.group(3):
        return NAMED[match.group(3)]
    code = int(match.group(1)) if match.group(1) else int(match.group(2), 16)
    valid = 0 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF
    return chr(code) if valid else match.group()
