"""Broken, huge, hostile and foreign workbooks in the place of a questionnaire: a clear refusal each, and no harm."""

import zipfile
from io import BytesIO

import openpyxl
import pytest

from bot import sheet_reader, sheets
from bot.sheets import SheetRefused
from domain.forms import Form
from locales import LANGUAGES, texts_in
from programme import form_files, forms
from programme.form_files import Faulty
from reports import people_template, questionnaire_xlsx
from reports import questionnaires as words
from tests.questionnaires import CLIMATE, SURVEY, form, workbook


async def opened(content: bytes) -> Form:
    return form_files.of_sheets(await sheets.read(content))


async def refusal(content: bytes, language: str = "ru") -> str:
    """What somebody who sends the file is told."""
    texts = texts_in(language)
    try:
        await opened(content)
    except SheetRefused as why:
        return words.refusal(why.key, why.values, texts)
    except Faulty as problem:
        return words.faults(problem, texts)
    raise AssertionError("it was taken")


def rewritten(content: bytes, **entries: bytes) -> bytes:
    """A workbook with entries added or replaced; `__` in a name stands for `/`, `_` before `xml` for a dot."""
    named = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): one for name, one in entries.items()
    }
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in named:
                new.writestr(entry.filename, old.read(entry))
        for name, one in named.items():
            new.writestr(name, one)
    return out.getvalue()


def edited(change) -> bytes:
    """The small questionnaire after somebody worked on it in a spreadsheet program."""
    book = openpyxl.load_workbook(BytesIO(workbook()))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
BOMB = b"<worksheet><sheetData>" + b"<row/>" * 10_000_000 + b"</sheetData></worksheet>"
REPEAT = [SURVEY[0], ("begin_repeat", "child", "Ребёнок"), SURVEY[4], ("end_repeat",)]
MANY = [SURVEY[0], *[("text", f"q{number}", "Вопрос?", "", "", "", "") for number in range(50_000)]]


async def test_a_good_workbook_is_the_questionnaire_it_looks_like() -> None:
    assert await opened(workbook()) == form()


@pytest.mark.parametrize("name", forms.builtin_names())
def test_whatever_the_bot_gives_out_it_takes_back_as_the_same(name: str) -> None:
    given = questionnaire_xlsx.render(forms.builtin(name), texts_in("ru"))
    sheets.inspect(given)
    assert form_files.of_sheets(sheet_reader.sheets(given)).version == forms.builtin(name).version


@pytest.mark.fault(81, 82)
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "не таблица Excel"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "не таблица Excel"),
        ("Уважаемый куратор!".encode("cp1251"), "не таблица Excel"),
        (b"PK\x03\x04 and nothing more", "не таблица Excel"),
        (workbook()[:2000], "не таблица Excel"),
        (b"\xd0\xcf\x11\xe0" * 200, "старый формат"),
        (workbook() + b"\x00" * sheets.MOST_BYTES, "больше 2 МБ"),
        (rewritten(workbook(), xl__vbaProject_bin=b"macro"), "макросы"),
        (rewritten(workbook(), xl__externalLinks__externalLink1_xml=b"<x/>"), "ссылается на другие файлы"),
        (rewritten(workbook(), xl__worksheets__sheet1_xml=BOMB), "устроен странно"),
        (rewritten(workbook(), xl__worksheets__sheet1_xml=LAUGHS), "посторонние вставки"),
        (rewritten(workbook(), xl__worksheets__sheet1_xml=b"<worksheet><sheetData><row>"), "повреждён"),
        (people_template.render(None, texts_in("ru")), "нет листа survey с вопросами. Есть листы: Список"),
        (workbook({"Лист1": [["Хлеб", "Молоко"], [1, 2]]}), "нет листа survey"),
        (workbook({"Анкета": SURVEY, "choices": CLIMATE["choices"]}), "Есть листы: Анкета, choices"),
        (workbook({"survey": [[]]}), "нет листа survey с вопросами"),
        (workbook({**CLIMATE, "survey": MANY}), "Слишком много строк. Уложитесь в 300"),
        (workbook({**CLIMATE, "survey": REPEAT}), "строка 2, столбец «type»"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_is_no_questionnaire_is_refused_with_what_to_do(content: bytes, told: str) -> None:
    answer = await refusal(content)
    assert told in answer
    assert len(answer) <= 4096
    assert len(await refusal(content, "en")) <= 4096


async def test_a_formula_counts_as_what_it_shows_and_as_nothing_where_that_is_not_known() -> None:
    def with_formula(book: openpyxl.Workbook) -> None:
        book["survey"]["B3"] = '=CONCATENATE("ca", "lm")'

    assert "строка 3" in await refusal(edited(with_formula))


async def test_merged_cells_hold_their_words_once() -> None:
    def merged(book: openpyxl.Workbook) -> None:
        book["survey"].insert_rows(1)
        book["survey"]["A1"] = "Анкета нашей школы"
        book["survey"].merge_cells("A1:G1")

    assert "Над этой ячейкой нет названия столбца" in await refusal(edited(merged))


async def test_a_hidden_sheet_is_not_there() -> None:
    def hidden(book: openpyxl.Workbook) -> None:
        book["survey"].sheet_state = "hidden"

    assert "нет листа survey" in await refusal(edited(hidden))


async def test_a_hostile_condition_is_refused_and_never_computed() -> None:
    for condition in ("doc('file:///etc/passwd')", "${calm} = " + "(" * 5000, "for $x in 1 to 100000000 return $x"):
        survey = [*SURVEY[:4], (*SURVEY[4][:5], condition, "")]
        for language in LANGUAGES:
            assert "relevant" in await refusal(workbook({**CLIMATE, "survey": survey}), language)
