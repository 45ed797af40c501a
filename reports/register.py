"""The register of consents as a workbook: coverage by class, and every record with its evidence (domain § 11.4)."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from locales import Texts
from reports.figures import cut, one_line, plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767
"""Characters of a cell (Excel limit)."""
_FORMULA_STARTS = ("=", "+", "-", "@")
"""A cell that begins so is a formula to some readers (ASVS 1.2.10)."""
_COVERAGE = ("total", "have", "paper", "waiting", "refused", "new_text")
_RECORD = (
    "number", "kind", "decision", "subject", "group", "signer", "relation", "authority", "signed", "channel", "version",
    "choices", "form", "folder", "page", "purposes", "data", "actions", "third_parties", "valid_until", "entered",
    "entered_by", "replaced", "withdrawn", "withdrawal_channel", "stopped", "destroy_by", "act", "digest",
)  # fmt: skip
_WIDE = {"digest": 66, "purposes": 30, "data": 40, "actions": 40, "third_parties": 20, "choices": 24}


def workbook(values: dict[str, Any], texts: Texts) -> bytes:
    """Two sheets. The same values give the same cells."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.combine(values["day"], time(), UTC)})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "bg_color": "#e8eef4", "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"valign": "top"}),
            "quoted": book.add_format({"valign": "top", "quote_prefix": True}),
            "day": book.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"}),
        }
        _coverage(book.add_worksheet(texts("reports.register_sheet_coverage")), formats, values, texts)
        _records(book.add_worksheet(texts("reports.register_sheet_records")), formats, values, texts)
    return made.getvalue()


def _coverage(sheet: "Worksheet", formats: dict[str, "Format"], values: dict[str, Any], texts: Texts) -> None:
    title = texts("reports.register_title", organisation=values["organisation"])
    sheet.write_string(0, 0, one_line(title, 500), formats["title"])
    sheet.write_string(1, 0, texts("reports.register_as_of", day=texts.day(values["day"], "d MMMM y")))
    if not values["named"]:
        sheet.write_string(2, 0, texts("reports.register_codes"))
    for column, name in enumerate(("group", *_COVERAGE)):
        sheet.write_string(4, column, texts(f"reports.register_{name}"), formats["head"])
    for row, one in enumerate(values["coverage"], 5):
        _cell(sheet, row, 0, one.group or texts("register.no_class"), formats)
        for column, name in enumerate(_COVERAGE, 1):
            sheet.write_number(row, column, getattr(one, name))
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, len(_COVERAGE), 13)
    sheet.freeze_panes(5, 1)


def _records(sheet: "Worksheet", formats: dict[str, "Format"], values: dict[str, Any], texts: Texts) -> None:
    for column, name in enumerate(_RECORD):
        sheet.write_string(0, column, texts(f"reports.register_{name}"), formats["head"])
        sheet.set_column(column, column, _WIDE.get(name, 15))
    for row, record in enumerate(values["records"], 1):
        for column, name in enumerate(_RECORD):
            _cell(sheet, row, column, _worded(name, record, texts), formats)
    if values["records"]:
        sheet.autofilter(0, 0, len(values["records"]), len(_RECORD) - 1)
    sheet.freeze_panes(1, 1)


def _worded(name: str, record: dict[str, Any], texts: Texts) -> str | int | date | None:
    value = record["paper" if name == "form" else name]
    match name:
        case "kind":
            return texts(f"consents.kind_{value}")
        case "decision":
            return texts(f"reports.register_{'agreed' if value == 'agreed' else 'declined'}")
        case "relation":
            return texts(f"register.signer_{value}")
        case "channel" | "withdrawal_channel":
            return texts(f"register.channel_{value}") if value else None
        case "choices":
            return ", ".join(texts(f"consents.choice_{each}") for each in value)
        case "purposes" | "data" | "actions" | "third_parties":
            return ", ".join(value)
        case _:
            found: str | int | date | None = value
            return found


def _cell(
    sheet: "Worksheet", row: int, column: int, value: str | int | date | None, formats: dict[str, "Format"]
) -> None:
    """One cell; no text is ever taken for a formula."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), formats["day"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats["text"])
    else:
        text = cut(plain(value), CELL_LIMIT)
        sheet.write_string(row, column, text, formats["quoted" if text.startswith(_FORMULA_STARTS) else "text"])
