"""The workbook, opened again as a head teacher's program would open it."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from locales import LANGUAGES, texts_in
from reports import summary
from reports.summary_workbook import about
from tests.reports import examples
from tests.reports.examples import HOSTILE, NOVEMBER, OCTOBER, SEPTEMBER

RUSSIAN = texts_in("ru")


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def rows(book: Workbook, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_months_stand_side_by_side_newest_first() -> None:
    found = rows(opened(summary.workbook([SEPTEMBER, NOVEMBER, OCTOBER], [], RUSSIAN)), "Сводка")
    assert found[2] == ["Показатель", "Ноябрь 2026", "Октябрь 2026", "Сентябрь 2026"]
    assert ["Проведённые встречи", 26, 31, 14] in found
    assert ["Пары в ритме, доля", 11 / 17, 0.875, 0.75] in found
    assert ["Ответили, человек (n)", 17, 20, 18] in found


def test_hidden_shares_are_words_and_shown_ones_are_numbers() -> None:
    book = opened(summary.workbook([SEPTEMBER, OCTOBER, NOVEMBER], [], RUSSIAN))
    shares = [row for row in rows(book, "Сводка") if row[0] == "Довольны, доля ответивших"]
    assert shares[0] == ["Довольны, доля ответивших", "94–100\xa0%", 0.75, 12 / 18]
    assert shares[1] == ["Довольны, доля ответивших", 10 / 12, 9 / 11, "скрыто: меньше 5"]
    formats = {
        cell.number_format for row in book["Сводка"].iter_rows() for cell in row if isinstance(cell.value, float)
    }
    assert formats == {"0%"}


def test_headings_stay_in_sight_and_columns_are_wide_enough() -> None:
    book = opened(summary.workbook([NOVEMBER], [examples.pair()], RUSSIAN))
    assert book.sheetnames == ["Сводка", "Внимание", "Пары", "Пояснения"]
    assert [sheet.freeze_panes for sheet in book] == ["B4", "B2", "B2", "B2"]
    assert all(sheet.column_dimensions["A"].width > 15 for sheet in book)


def test_every_share_is_explained_with_its_formula() -> None:
    found = rows(opened(summary.workbook([NOVEMBER], [], RUSSIAN)), "Пояснения")
    legend = {str(row[0]): str(row[1]) for row in found}
    assert "÷ все, кто участвует" in legend["Довольны, доля всех участников"]
    assert "÷ те, кто ответил" in legend["Довольны, доля ответивших"]
    assert "7 из 10, 4 из 5 или 2,5 из 3" in legend["Кто считается довольным"]


def test_pairs_carry_their_days_and_their_verdict() -> None:
    lines = [examples.pair("Пара № 1", True), examples.pair("Пара № 2", False), examples.pair("Пара № 3", None)]
    found = rows(opened(summary.workbook([NOVEMBER], lines, RUSSIAN)), "Пары")
    assert [row[-1] for row in found[1:]] == ["в ритме", "опаздывает", "рано оценивать"]
    assert str(found[1][1]).startswith("2026-09-10")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.fault(78, 79)
def test_no_name_becomes_a_formula_a_link_or_a_broken_file(name: str) -> None:
    book = opened(summary.workbook([examples.summary(organisation=name)], [examples.pair(name)], RUSSIAN))
    cell = book["Пары"]["A2"]
    assert cell.data_type in ("s", "n")  # openpyxl reads an empty string as an empty cell, which has type n
    assert cell.hyperlink is None
    value = str(cell.value or "")
    assert len(value) <= 32_767
    assert bool(cell.quotePrefix) is value.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.fault(80)
def test_what_is_cut_is_marked_and_the_rest_arrives_whole() -> None:
    book = opened(summary.workbook([NOVEMBER], [examples.pair(name) for name in HOSTILE], RUSSIAN))
    names = [row[0] for row in rows(book, "Пары")[1:]]
    assert len(names) == len(HOSTILE)
    assert str(names[-1]) == "Ж" * 32_766 + "…"
    assert "<b>&\"'%_</b>" in names
    assert "👩‍🏫 Мария" in names
    assert "жирно" in names
    assert "[31m имя" in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_numbers_give_the_same_file(language: str) -> None:
    first, second = (summary.workbook([NOVEMBER], [examples.pair()], texts_in(language)) for _ in range(2))
    assert first == second
    assert first != summary.workbook([OCTOBER], [examples.pair()], texts_in(language))


def test_a_pair_has_its_number_in_the_readers_language() -> None:
    line = replace(examples.pair("Anna S. → Mary B."), number=3)
    assert about(line, texts_in("en")) == "No. 3, Anna S. → Mary B."
    assert about(replace(line, label=""), RUSSIAN) == "№ 3"
