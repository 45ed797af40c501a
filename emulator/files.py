"""Files on Telegram's side: their identifiers, their bytes, and what can be seen from the bytes."""

import mimetypes
import secrets
import struct
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath
from typing import Any

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
UNTYPED = "application/octet-stream"


@dataclass(slots=True, frozen=True)
class File:
    """A file that somebody sent as a `kind` of message; `size` may be declared larger than the bytes kept for it."""

    id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes
    size: int
    width: int | None = None
    height: int | None = None
    kind: str = "document"

    def as_telegram(self) -> dict[str, Any]:
        """The fields common to all kinds of files."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}

    def as_json(self) -> dict[str, Any]:
        """As a screen shows it."""
        shown: dict[str, Any] = {"file_id": self.id, "name": self.name, "size": self.size, "mime_type": self.mime_type}
        return shown if self.width is None else shown | {"width": self.width, "height": self.height}


class Files:
    """All files by identifier and by download path."""

    def __init__(self) -> None:
        self.by_id: dict[str, File] = {}
        self.by_path: dict[str, File] = {}
        self._numbers = count(1)

    def add(
        self, content: bytes, name: str, mime_type: str | None = None, size: int | None = None, kind: str = "document"
    ) -> File:
        """Keep a file; its type is guessed from the name when it is not told."""
        if mime_type in (None, "", UNTYPED):
            mime_type = mimetypes.guess_type(name)[0] or UNTYPED
        width, height = image_size(content) or (None, None)
        suffix = PurePosixPath(name).suffix
        file = File(
            "BQACAgI" + secrets.token_urlsafe(24), "AgAD" + secrets.token_urlsafe(8),
            f"documents/file_{next(self._numbers)}{suffix}", name, mime_type or UNTYPED,
            content, len(content) if size is None else size, width, height, kind,
        )  # fmt: skip
        self.by_id[file.id] = self.by_path[file.path] = file
        return file


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG or GIF in pixels; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (SOF0–SOF15 but DHT, JPG, DAC), which holds the measures."""
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:
        marker, length = struct.unpack(">BH", content[position + 1 : position + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None
