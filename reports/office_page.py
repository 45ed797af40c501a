"""A page as Russian offices print it, for papers in DOCX: its margins and letters, and the file of it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx.shared import Mm, Pt

FONT = "Times New Roman"


def lay_out(document: Any, title: str, made: datetime) -> None:
    """A4 with a margin to bind by; the file says nobody's name and no hour but its own."""
    section, style = document.sections[0], document.styles["Normal"]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style.font.name, style.font.size = FONT, Pt(12)
    style.paragraph_format.space_after = Pt(6)
    about = document.core_properties
    about.title, about.author, about.comments = title, "mentor-bot", ""
    about.created = about.modified = made.astimezone(UTC).replace(tzinfo=None)


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()
