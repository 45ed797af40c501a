"""A school's list as a story tells it: rows parted by semicolons, cells by commas, headings first."""

from io import BytesIO

import openpyxl


def workbook(told: str) -> bytes:
    """The bytes of an .xlsx with these rows."""
    book = openpyxl.Workbook()
    for row in told.split(";"):
        book.worksheets[0].append([cell.strip() for cell in row.split(",")])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
