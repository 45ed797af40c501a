"""Consent forms as a DOCX: for schools that add a letterhead or fill them in on the screen."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from locales import Texts
from reports import qr
from reports.consent import Page, blanks, blocks
from reports.figures import one_line

if TYPE_CHECKING:
    from docx.document import Document

MARGIN, QR_WIDTH = 2.2, 2.2
"""Centimetres."""
LABEL_WIDTH, LINE_WIDTH = 6.0, 10.6
"""Centimetres of what is written by hand: its label and its line."""
_STYLES = {"heading": "Heading 2", "item": "List Bullet", "paragraph": "Normal"}


def docx(pages: Sequence[Page], texts: Texts) -> bytes:
    """The forms one after another, each on a page of its own, with its number and the QR code of it."""
    from docx import Document

    document = Document()
    _lay_out(document)
    for index, page in enumerate(pages):
        if index:
            document.add_page_break()  # type: ignore[no-untyped-call]
        _form(document, page, texts)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _lay_out(document: "Document") -> None:
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(1.8)
    for name, size in (("Normal", 10.5), ("Heading 1", 15), ("Heading 2", 11.5)):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.paragraph_format.space_after = Pt(4)


def _form(document: "Document", page: Page, texts: Texts) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    for kind, words in blocks(page.text):
        if kind == "title":
            head = document.add_table(rows=1, cols=2)
            head.cell(0, 0).width, head.cell(0, 1).width = Cm(13.4), Cm(3.2)
            head.cell(0, 0).paragraphs[0].add_run(words).bold = True
            head.cell(0, 0).paragraphs[0].style = document.styles["Heading 1"]
            corner = head.cell(0, 1).paragraphs[0]
            corner.alignment = WD_ALIGN_PARAGRAPH.CENTER
            corner.add_run().add_picture(BytesIO(qr.png(page.number)), width=Cm(QR_WIDTH))
            corner.add_run(texts("reports.form_number", number=page.number))
        else:
            document.add_paragraph(words, style=_STYLES[kind])
    document.add_paragraph(texts("reports.consent_paper"), style="Heading 2").paragraph_format.keep_with_next = True
    lines = document.add_table(rows=0, cols=2)
    for label in blanks(page, texts):
        row = lines.add_row()
        row.height = Cm(1.0)
        row.cells[0].width, row.cells[1].width = Cm(LABEL_WIDTH), Cm(LINE_WIDTH)
        row.cells[0].text = one_line(label, 200)
        row.cells[1].text = "_" * 48
