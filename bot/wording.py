"""From our words to Telegram's: marks of bold become entities, so that no name can ever break or fake markup."""

from collections.abc import Iterator

from locales import BOLD, PLAIN

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
"""Telegram's limits of a text and a caption, in UTF-16 units."""


def width(text: str) -> int:
    """The length that Telegram counts: UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def plain(text: str) -> str:
    """Without marks: for buttons and toasts."""
    return text.replace(BOLD, "").replace(PLAIN, "")


def entities(text: str) -> tuple[str, list[dict[str, object]]]:
    """The text without marks, and the bold stretches as Telegram's entities (offsets in UTF-16 units)."""
    if BOLD not in text:
        return text, []
    words, found, at, opened = [], [], 0, None
    for piece in _pieces(text):
        if piece == BOLD:
            opened = at
        elif piece == PLAIN:
            if opened is not None and at > opened:
                found.append({"type": "bold", "offset": opened, "length": at - opened})
            opened = None
        else:
            words.append(piece)
            at += width(piece)
    return "".join(words), found


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for index, character in enumerate(text):
        if character in (BOLD, PLAIN):
            if index > start:
                yield text[start:index]
            yield character
            start = index + 1
    if start < len(text):
        yield text[start:]


def split(text: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """Cuts a long text at empty lines, else at line ends, else anywhere, so that every part fits."""
    parts = []
    while width(text) > limit:
        head = text[:limit]
        while width(head) > limit:
            head = head[:-1]
        at = max(head.rfind("\n\n"), 0) or max(head.rfind("\n"), 0) or len(head)
        parts.append(text[:at].rstrip())
        text = text[at:].lstrip("\n")
    return [*parts, text]
