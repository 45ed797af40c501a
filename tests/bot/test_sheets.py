"""A stranger's workbook is looked at before it is opened, and opened where it can do no harm (rows 81, 82)."""

import datetime
import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from bot import sheets
from bot.sheets import SheetRefused
from locales import texts_in
from reports import people_template


def workbook(*rows: list[object], epoch: datetime.datetime | None = None) -> bytes:
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


GOOD = workbook(["Фамилия", "Имя"], ["Иванова", "Мария"])


def with_entry(name: str, content: bytes, instead_of: str | None = None) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != instead_of:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def encrypted() -> bytes:
    marked = bytearray(GOOD)
    at = marked.find(b"PK\x01\x02")
    marked[at + 8] |= 1
    return bytes(marked)


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<?xml version="1.0"?><worksheet><sheetData>' + b"<row/>" * 10_000_000 + b"</sheetData></worksheet>"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


async def opened(content: bytes) -> list[sheets.Sheet]:
    return list((await sheets.read(content)).values())


async def refusal(content: bytes) -> str:
    with pytest.raises(SheetRefused) as why:
        await sheets.read(content)
    assert texts_in("ru")(why.value.key, **why.value.values).count("\n") == 0
    return why.value.key.removeprefix("importing.refused_")


@pytest.mark.fault(81)
@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "kind"),
        (b"PK\x03\x04 and nothing more", "kind"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old"),
        (GOOD + b"\x00" * sheets.MOST_BYTES, "large"),
        (GOOD[: len(GOOD) // 2], "kind"),
        (with_entry("xl/vbaProject.bin", b"macro"), "macros"),
        (with_entry("xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
        (with_entry("xl/externalLinks/externalLink1.xml", b"<x/>"), "links"),
        (with_entry("xl/connections.xml", b"<x/>"), "links"),
        (with_entry(SHEET, BOMB, instead_of=SHEET), "bomb"),
        (encrypted(), "bomb"),
        (with_entry(SHEET, LAUGHS, instead_of=SHEET), "entities"),
        (with_entry(SHEET, LAUGHS.decode().encode("utf-16"), instead_of=SHEET), "entities"),
        (with_entry(SHEET, b"<worksheet><sheetData><row>", instead_of=SHEET), "broken"),
        (with_entry("readme.txt", b"", instead_of="xl/workbook.xml"), "kind"),
    ],
)
@pytest.mark.fault(84)
async def test_a_dangerous_file_is_refused_with_one_line(content: bytes, key: str) -> None:
    assert await refusal(content) == key


@pytest.mark.fault(81)
async def test_many_entries_are_a_bomb() -> None:
    out = BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(sheets.MOST_ENTRIES):
            archive.writestr(f"{number}", b"")
    assert await refusal(out.getvalue()) == "bomb"


@pytest.mark.fault(81)
async def test_a_file_that_takes_the_reader_down_takes_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "SECONDS", 0.001)
    assert await refusal(GOOD) == "heavy"


@pytest.mark.fault(82)
async def test_dates_are_dates_whatever_the_epoch() -> None:
    day = datetime.date(2014, 5, 1)
    for epoch in (None, CALENDAR_MAC_1904):
        [rows] = await opened(workbook(["Дата"], [day], epoch=epoch))
        assert rows[1][0] == day


@pytest.mark.fault(82)
async def test_hidden_sheets_are_not_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["видно"])
    hidden = book.create_sheet("secret")
    hidden.append(["не видно"])
    hidden.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    assert [sheet[0][0] for sheet in await opened(out.getvalue())] == ["видно"]


async def test_formulas_come_as_their_results_and_never_as_formulas() -> None:
    [rows] = await opened(workbook(["=1+1", "Иванова"]))
    assert rows[0][:2] == [None, "Иванова"], "a formula that nobody has computed has no result"


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_our_own_template_can_be_read(language: str) -> None:
    found = await opened(people_template.render(None, texts_in(language)))
    assert len(found) == 2
    assert found[0][0][1].rstrip(" *") == texts_in(language)("importing.heading_surname")
