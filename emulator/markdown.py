"""Telegram's MarkdownV2 and the older Markdown, refused in its own words when they are wrong."""

import re
from typing import Any

from emulator import mentions
from emulator.refusals import Refusal, bad_request

Entity = dict[str, Any]

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
PAIRED = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "text_link": "TextUrl", "custom_emoji": "CustomEmoji", "code": "Code", "pre": "PreCode",
}  # fmt: skip
LINK = re.compile(r"\]\(((?:\\.|[^)\\])*)\)", re.DOTALL)
CODE = re.compile(r"```(?:(\w+)?\n)?(.*?)```|`((?:\\.|[^`\\])+)`", re.DOTALL)
QUOTE = re.compile(r"(?:\*\*)?>")
ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def parse(source: str) -> tuple[str, list[Entity]]:
    """MarkdownV2: the text without its markup and the entities; 400 "can't parse entities: …" when it is wrong."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.offset = 0
        self.entities: list[Entity] = []
        self.open: list[tuple[str, int, int]] = []
        self.quote: int | None = None

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            self._line_start()
            if self.at < len(self.source):
                self._step(self.source[self.at])
        if self.open:
            kind, _, begun = self.open[-1]
            raise self._error(f"Can't find end of {NAMES[kind]} entity", begun)
        self._end_quote()
        return "".join(self.pieces), sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))

    def _step(self, character: str) -> None:
        source, at = self.source, self.at
        if character == "\\" and at + 1 < len(source) and ord(source[at + 1]) < 127:
            self._put(source[at + 1], 2)
        elif character == "`":
            self._code()
        elif source.startswith("||", at) and source[at + 2 : at + 3] in ("", "\n") and self._quote_ends():
            self._end_quote("expandable_blockquote")
            self.at += 2
        elif (mark := source[at : at + 2]) in PAIRED or (mark := character) in PAIRED:
            self._toggle(mark)
        elif character == "[" or source.startswith("![", at):
            self.open.append(("custom_emoji" if character == "!" else "text_link", self.offset, at))
            self.at += 1 + (character == "!")
        elif character == "]" and self.open and self.open[-1][0] in ("text_link", "custom_emoji"):
            self._link()
        elif character in RESERVED:
            text = f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            raise bad_request(f"can't parse entities: {text}")
        else:
            self._put(character, 1)

    def _put(self, piece: str, consumed: int) -> None:
        self.pieces.append(piece)
        self.offset += len(piece.encode("utf-16-le", "surrogatepass")) // 2
        self.at += consumed

    def _line_start(self) -> None:
        if self.at and self.source[self.at - 1] != "\n":
            return
        mark = QUOTE.match(self.source, self.at)
        if mark is None:
            self._end_quote()
        else:
            if self.quote is None or mark.group() == "**>":
                self._end_quote()
                self.quote = self.offset
            self.at = mark.end()

    def _quote_ends(self) -> bool:
        return self.quote is not None and all(kind != "spoiler" for kind, _, _ in self.open)

    def _end_quote(self, kind: str = "blockquote") -> None:
        if self.quote is not None and self.offset > self.quote:
            self.entities.append({"type": kind, "offset": self.quote, "length": self.offset - self.quote})
        self.quote = None

    def _toggle(self, mark: str) -> None:
        kind = PAIRED[mark]
        if self.open and self.open[-1][0] == kind:
            self._close()
        elif mark == "__" and self.open and self.open[-1][0] == "italic":
            self._close()
            mark = "_"
        else:
            self.open.append((kind, self.offset, self.at))
        self.at += len(mark)

    def _close(self, **fields: Any) -> None:
        kind, offset, _ = self.open.pop()
        if self.offset > offset:
            self.entities.append({"type": kind, "offset": offset, "length": self.offset - offset, **fields})

    def _code(self) -> None:
        match = CODE.match(self.source, self.at)
        if match is None:
            kind = "PreCode" if self.source.startswith("```", self.at) else "Code"
            raise self._error(f"Can't find end of {kind} entity", self.at)
        kind = "code" if match.group(3) is not None else "pre"
        self.open.append((kind, self.offset, self.at))
        self._put(ESCAPE.sub(r"\1", match.group(3) or match.group(2) or ""), len(match.group()))
        self._close(**({"language": match.group(1)} if match.group(1) else {}))

    def _link(self) -> None:
        match = LINK.match(self.source, self.at)
        url = ESCAPE.sub(r"\1", match.group(1)) if match else ""
        if self.open[-1][0] == "custom_emoji":
            if not url.startswith("tg://emoji?id="):
                raise bad_request("can't parse entities: Custom emoji URL must have an emoji identifier")
            self._close(custom_emoji_id=url.removeprefix("tg://emoji?id="))
        elif url:
            self._close(**mentions.link(url))
        else:
            self.open.pop()
        self.at += len(match.group()) if match else 1

    def _error(self, what: str, position: int) -> Refusal:
        return bad_request(f"can't parse entities: {what} at byte offset {len(self.source[:position].encode())}")


LEGACY = re.compile(
    r"\\([_*`\[])|```(?:\w+\n)?(.*?)```|`([^`]*)`|\*([^*]*)\*|_([^_]*)_|\[([^\]]*)\]\(([^)]*)\)", re.DOTALL
)
LEGACY_TYPES = {2: "pre", 3: "code", 4: "bold", 5: "italic", 6: "text_link"}


def parse_legacy(source: str) -> tuple[str, list[Entity]]:
    """The older Markdown: no nesting; 400 when an entity is not closed."""
    pieces: list[str] = []
    entities: list[Entity] = []
    at = offset = 0
    while at < len(source):
        match = LEGACY.match(source, at)
        if match is None and source[at] in "_*`":
            where = len(source[:at].encode())
            raise bad_request(f"can't parse entities: Can't find end of the entity starting at byte offset {where}")
        group = next(number for number in range(1, 7) if match.group(number) is not None) if match else 0
        piece = match.group(group) if match else source[at]
        length = len(piece.encode("utf-16-le", "surrogatepass")) // 2
        if match and group in LEGACY_TYPES and length:
            entity: Entity = {"type": LEGACY_TYPES[group], "offset": offset, "length": length}
            entities.append(entity | mentions.link(match.group(7)) if group == 6 else entity)
        pieces.append(piece)
        offset += length
        at = match.end() if match else at + 1
    return "".join(pieces), entities
