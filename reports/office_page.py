"""A page as Russian offices print it, for papers in DOCX: its margins and letters, and the file of it.

`docx` is imported late: start-up does not need it.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

FONT = "Times New Roman"


def opened(title: str, made: datetime) -> Any:
    """A document of A4 with a margin to bind by; the file says nobody's name and no hour but its own."""
    from docx import Document
    from docx.shared import Mm

    document = Document()
    section, style = document.sections[0], document.styles["Normal"]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style.font.name, style.font.size = FONT, points(12)
    style.paragraph_format.space_after = points(6)
    about = document.core_properties
    about.title, about.author, about.comments = title, "mentor-bot", ""
    about.created = about.modified = made.astimezone(UTC).replace(tzinfo=None)
    return document


def points(size: float) -> Any:
    """The height of letters."""
    from docx.shared import Pt

    return Pt(size)


def centred(document: Any, text: str, *, bold: bool = False, size: int = 12) -> None:
    """A line in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(text)
    run.bold, run.font.size = bold, points(size)


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()
