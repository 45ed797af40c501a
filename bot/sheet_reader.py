"""The process that opens a stranger's workbook: little memory, little time, no files; rows go out as JSON.

`python -m bot.sheet_reader < workbook.xlsx`. Whatever happens to it happens to nobody else (reliability row 81).
"""

import json
import sys
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

MEMORY = 768 * 1024 * 1024
"""Bytes of addresses; Python with openpyxl takes a third of it."""
PROCESSOR = 10
"""Seconds."""
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 100, 10
CELL_LIMIT = 5_000
"""Characters: more than any cell may have that we take, so that whatever is too long is seen to be so."""
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!ENTITY".encode("utf-16-le"),
                "<!DOCTYPE".encode("utf-16-be"), "<!ENTITY".encode("utf-16-be"))  # fmt: skip


def limit() -> None:
    """Takes away what reading does not need; Windows has no such limits."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def declares(content: bytes) -> bool:
    """Whether a part of the workbook has a document type or entities, which no spreadsheet program writes."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return any(
            sign in part for entry in archive.infolist() for part in [archive.read(entry)] for sign in DECLARATIONS
        )


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """The rows of the visible sheets by name, as far as the limits; what is empty at the end is left out."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    found = {}
    for sheet in [one for one in book.worksheets if one.sheet_state == "visible"][:MOST_SHEETS]:
        sheet.reset_dimensions()  # what a file says about its size may be a lie
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        listed = [[value(cell) for cell in row] for row in rows]
        while listed and not any(cell is not None for cell in listed[-1]):
            listed.pop()
        width = max((place for row in listed for place, cell in enumerate(row, 1) if cell is not None), default=0)
        found[sheet.title] = [row[:width] for row in listed]
    return found


def value(cell: Any) -> Any:
    """A cell as JSON has it: text, a number, or `{"day": …}`."""
    if isinstance(cell, datetime | date):
        return {"day": (cell.date() if isinstance(cell, datetime) else cell).isoformat()}
    if isinstance(cell, time):
        return cell.isoformat()
    return cell[:CELL_LIMIT] if isinstance(cell, str) else cell


def main() -> None:
    """Reads standard input, writes `{"sheets": …}` or `{"refused": key}`; an exit code for anything worse."""
    limit()
    content = sys.stdin.buffer.read()
    entities = declares(content)
    answer: dict[str, Any] = {"refused": "importing.refused_entities"} if entities else {"sheets": sheets(content)}
    sys.stdout.write(json.dumps(answer, allow_nan=False, default=str))


if __name__ == "__main__":
    main()
