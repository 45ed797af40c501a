"""Spreadsheets from outside: looked at before they are opened, then read in a process of its own with narrow limits."""

import asyncio
import json
import stat
import sys
import zipfile
from datetime import date
from io import BytesIO

from domain.importing import Cell

MOST_BYTES = 2 * 1024 * 1024
"""A list of a whole school has a tenth of it."""
MOST_ENTRIES = 200
MOST_UNPACKED = 40 * 1024 * 1024
MOST_RATIO = 200
"""How much larger an entry may be unpacked; honest sheets stay below 60. Small entries are not looked at."""
SMALL = 256 * 1024
SECONDS = 20
"""For reading one file; the reader's own limit of processor time is shorter."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""The first bytes of .xls, and of any workbook with a password."""

Sheet = list[list[Cell]]


class SheetRefused(ValueError):
    """A file that is not opened; `key` is the text key of the one line that says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def inspect(content: bytes) -> None:
    """Looks at a file without unpacking anything; raises `SheetRefused` (reliability rows 81, 82)."""
    if len(content) > MOST_BYTES:
        raise SheetRefused("importing.refused_large", limit=MOST_BYTES // 1024 // 1024)
    if content.startswith(OLD_EXCEL):
        raise SheetRefused("importing.refused_old")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise SheetRefused("importing.refused_kind") from None
    names = [entry.filename.casefold() for entry in entries]
    if "xl/workbook.xml" not in names:
        raise SheetRefused("importing.refused_kind")
    if any("vbaproject" in name or "macrosheets" in name or "activex" in name for name in names):
        raise SheetRefused("importing.refused_macros")
    if any("externallinks/" in name or name == "xl/connections.xml" for name in names):
        raise SheetRefused("importing.refused_links")
    if len(entries) > MOST_ENTRIES or len(set(names)) < len(names) or any(map(_is_bomb, entries)):
        raise SheetRefused("importing.refused_bomb")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise SheetRefused("importing.refused_bomb")


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    link = stat.S_ISLNK(entry.external_attr >> 16)
    swollen = entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size)
    return link or swollen or bool(entry.flag_bits & 1)


async def read(content: bytes) -> dict[str, Sheet]:
    """The visible sheets of a workbook by name, as rows of cells of one width; raises `SheetRefused`."""
    inspect(content)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-m", "bot.sheet_reader",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, env={},
    )  # fmt: skip
    try:
        async with asyncio.timeout(SECONDS):
            answer, _ = await process.communicate(content)
    except TimeoutError:
        raise SheetRefused("importing.refused_heavy") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code := process.returncode:
        raise SheetRefused("importing.refused_heavy" if code < 0 else "importing.refused_broken")
    found = json.loads(answer)
    if "refused" in found:
        raise SheetRefused(found["refused"])
    return {name: [[_cell(cell) for cell in row] for row in rows] for name, rows in found["sheets"].items()}


def _cell(cell: object) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["day"])
    return cell if isinstance(cell, str | int | float) else None
