"""Photos that people send, made harmless: drawn anew without anything but the picture (security § 9)."""

from io import BytesIO

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
"""A page photographed by any phone; more is refused before a pixel is unpacked (#84)."""
SIDE = 2_000
"""Pixels of the longer side of what is kept: a page stays readable."""
QUALITY = 80


class NoPicture(ValueError):
    """Not a picture of a kind that is taken, broken, or too large."""


def redrawn(content: bytes) -> bytes:
    """The picture as a JPEG without metadata, upright, no larger than is needed to read it. Raises `NoPicture`.

    The kind is told by the content. Takes tenths of a second: call it in a thread.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=FORMATS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise Image.DecompressionBombError("pixels")
            upright = ImageOps.exif_transpose(sent).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise NoPicture(str(error)) from error
    upright.thumbnail((SIDE, SIDE))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    made = BytesIO()
    plain.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
