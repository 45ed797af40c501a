"""Pictures of questionnaires: looked at before they are taken, and nothing kept but what is seen.

The same picture stays the same bytes however often it is sent, given out and sent again: it is not drawn anew, only
what is no part of the picture is left out (where it was taken, by which phone, a smaller copy).
"""

import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO

from domain.forms import Form

KINDS: Mapping[str, str] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
"""Endings of names, and what the content then is."""
MOST_BYTES = 2 * 1024 * 1024
MOST_SIDES = 10_000
"""Width and height together (Telegram limit for photos)."""
MOST_STRETCHED = 20
"""How often the shorter side may go into the longer one (Telegram limit)."""
ORIENTATION = 0x0112
"""The tag of a photo that says how it is to be turned."""

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset((b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"IDAT", b"IEND"))
"""Chunks that make the picture; texts, moments and frames of an animation do not."""
JPEG_KEPT = frozenset((*range(0xC0, 0xE0), 0xEE))
"""Segments that make the picture, with Adobe's word for its colours; the other applications' and comments do not."""
JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers without a length."""
START, END, SCAN = 0xD8, 0xD9, 0xDA


class NoPicture(ValueError):
    """Not a picture that can be shown; `key` is the text key of what to do about it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


Album = Mapping[str, bytes | NoPicture]
"""Pictures by name as `plain_name` writes it, each as it is kept or with what is wrong with it."""


def plain_name(name: str) -> str:
    """A file's name for finding it: systems differ in capitals and in how they write «й»."""
    return unicodedata.normalize("NFC", name).casefold()


def kind(name: str) -> str | None:
    """What a file of this name holds, PNG or JPEG; None for no picture."""
    return next((kind for ending, kind in KINDS.items() if plain_name(name).endswith(ending)), None)


def digest(content: bytes) -> str:
    """By what a picture is found: its content, so that another picture makes another questionnaire."""
    return sha256(content).hexdigest()[:32]


def of_form(form: Form, album: Album) -> dict[str, bytes]:
    """The pictures that a form shows by digest, of the album that it was read with."""
    found = {digest: album.get(plain_name(name)) for name, digest in form.pictures.items()}
    return {digest: content for digest, content in found.items() if isinstance(content, bytes)}


def looked_at(files: Mapping[str, bytes]) -> dict[str, bytes | NoPicture]:
    """Files by name as an album. Takes tenths of a second: call it in a thread."""
    return {plain_name(name): one(name, content) for name, content in files.items()}


def one(name: str, content: bytes) -> bytes | NoPicture:
    """A file as an album holds it."""
    try:
        return harmless(content, kind(name))
    except NoPicture as why:
        return why


def harmless(content: bytes, expected: str | None) -> bytes:
    """The picture upright and without anything but the picture. Raises `NoPicture`; `expected` is PNG or JPEG."""
    if len(content) > MOST_BYTES:
        raise NoPicture("form_pictures.large", limit=MOST_BYTES // 1024 // 1024)
    found = "PNG" if content.startswith(PNG_BEGINS) else "JPEG" if content.startswith(b"\xff\xd8\xff") else None
    if found is None or found != expected:
        raise NoPicture("form_pictures.kind")
    turned = _turned(content, found)
    try:
        return PNG_BEGINS + b"".join(_png(turned)) if found == "PNG" else b"".join(_jpeg(turned))
    except IndexError:
        raise NoPicture("form_pictures.broken") from None


def _turned(content: bytes, found: str) -> bytes:
    """The picture as it is, or drawn anew where a mark in it says that it lies on its side: the mark is left out."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # late: start-up does not need it

    try:
        with Image.open(BytesIO(content), formats=(found,)) as picture:
            longer, shorter = max(picture.size), min(picture.size)
            if longer + shorter > MOST_SIDES or longer > MOST_STRETCHED * shorter:
                raise NoPicture("form_pictures.sides", sides=MOST_SIDES, stretched=MOST_STRETCHED)
            picture.load()
            if picture.getexif().get(ORIENTATION, 1) == 1:
                return content
            made = BytesIO()
            ImageOps.exif_transpose(picture).save(made, found, quality=90)
            return made.getvalue()
    except NoPicture:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, EOFError, OSError, SyntaxError, ValueError) as error:
        raise NoPicture("form_pictures.broken") from error


def _png(content: bytes) -> Iterator[bytes]:
    """The chunks that are kept; what follows the last one is not part of the picture."""
    place, name = len(PNG_BEGINS), b""
    while name != b"IEND":
        name = content[place + 4 : place + 8]
        end = place + 12 + int.from_bytes(content[place : place + 4])
        if not name or end > len(content):
            raise IndexError("a chunk that ends nowhere")
        if name in PNG_KEPT:
            yield content[place:end]
        place = end


def _jpeg(content: bytes) -> Iterator[bytes]:
    """The segments that are kept, to the end of the picture."""
    yield content[:2]
    place, marker = 2, START
    while marker != END:
        if content[place] != 0xFF:
            raise IndexError("no segment begins here")
        while content[place + 1] == 0xFF:  # filling
            place += 1
        marker = content[place + 1]
        length = 0 if marker in JPEG_ALONE or marker == END else int.from_bytes(content[place + 2 : place + 4])
        end = place + 2 + length
        while marker == SCAN and (content[end] != 0xFF or content[end + 1] in (0, *range(0xD0, 0xD8))):
            end += 1
        if end > len(content):
            raise IndexError("a segment that ends nowhere")
        if marker in JPEG_KEPT or marker in JPEG_ALONE:
            yield content[place:end]
        place = end
