"""Words as a QR picture: a link for the adult who is standing next to the child, the number of a form."""

from io import BytesIO

import segno

_MODULE_PIXELS = 12
_QUIET_MODULES = 4
"""The white margin that readers need (ISO/IEC 18004)."""


def png(link: str) -> bytes:
    """The link as a PNG, large and forgiving enough to be read from a phone's screen by another phone.

    A link too long for a QR code raises ValueError.
    """
    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=_MODULE_PIXELS, border=_QUIET_MODULES)
    return picture.getvalue()


def svg(words: str) -> str:
    """A number as an SVG for print."""
    return segno.make(words, error="m", micro=False).svg_inline(border=_QUIET_MODULES)
