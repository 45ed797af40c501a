"""A school's list is read as people write it, and every mistake is told with its cell."""

from datetime import date

import pytest

from domain.importing import Cell, Listed, NoList, group_of, read

TODAY = date(2026, 11, 20)
HEADINGS = {"фамилия": "surname", "имя": "given", "отчество": "patronymic", "роль": "role", "класс": "group",
            "дата рождения": "born", "телефон родителя": "parent_phone", "номер": "key"}  # fmt: skip
ROLES = {"ученик": "mentee", "наставник": "mentor"}
HEAD: list[Cell] = ["Номер", "Фамилия *", "Имя *", "Роль *", "Класс", "Дата рождения", "Телефон родителя"]
MARIA: list[Cell] = [1001.0, "Иванова", "Мария", "Ученик", "5 «б»", date(2014, 5, 1), 79161234567]


def listed(*rows: list[Cell]) -> Listed:
    return read([HEAD, *rows], HEADINGS, ROLES, TODAY)


def test_a_row_is_read_as_people_write_it() -> None:
    [line] = listed(MARIA).lines
    assert (line.name, line.role, line.key, line.group) == ("Иванова Мария", "mentee", "1001", "5Б")
    assert (line.born, line.parent_phone, line.row) == (date(2014, 5, 1), "+79161234567", 2)


@pytest.mark.parametrize(("typed", "group"), [("5б", "5Б"), ("5-Б", "5Б"), ('5 "Б"', "5Б"), ("Ромашки", "Ромашки")])
def test_a_class_has_one_spelling(typed: str, group: str) -> None:
    assert group_of(typed) == group


@pytest.mark.parametrize(
    ("place", "value", "cell", "key"),
    [
        (1, "", "B2", "missing"),
        (2, None, "C2", "missing"),
        (2, "\u200b\u202e", "C2", "missing"),
        (3, "завхоз", "D2", "no_role"),
        (4, None, "E2", "no_group"),
        (5, "31.02.2014", "F2", "no_day"),
        (5, 41760, "F2", "no_day"),
        (5, date(2027, 1, 1), "F2", "impossible_day"),
        (5, date(1900, 1, 1), "F2", "impossible_day"),
        (6, "позвонить", "G2", "no_phone"),
        (1, "Я" * 51, "B2", "too_long"),
    ],
)
def test_a_mistake_is_told_with_its_cell(place: int, value: Cell, cell: str, key: str) -> None:
    row = [*MARIA]
    row[place] = value
    found = listed(row, ["1002", *MARIA[1:]])
    assert [(fault.cell, fault.key) for fault in found.faults] == [(cell, f"importing.{key}")]
    assert [line.key for line in found.lines] == ["1002"], "the other row is not spoilt by it"


def test_all_mistakes_of_a_row_are_told_at_once() -> None:
    found = listed(["", "", "Мария", "завхоз", "", "вчера", "1"])
    assert {fault.cell for fault in found.faults} == {"B2", "D2", "F2", "G2"}


def test_a_row_that_is_there_twice_is_taken_once() -> None:
    found = listed(MARIA, ["1001", "Другая", "Фамилия", "ученик", "5Б", None, None])
    assert [line.row for line in found.lines] == [2]
    assert [(fault.cell, fault.key, fault.values) for fault in found.faults] == [("3", "importing.double", {"row": 2})]


def test_headings_may_stand_below_a_title_and_in_any_order() -> None:
    found = read([["Список 5Б"], ["Роль", "Имя", "Фамилия", "Класс"], ["ученик", "Мария", "Иванова", 5]],
                 HEADINGS, ROLES, TODAY)  # fmt: skip
    assert [(line.name, line.group, line.row) for line in found.lines] == [("Иванова Мария", "5", 3)]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([], "no_headings"),
        ([["Хлеб", "Молоко"]], "no_headings"),
        ([["Фамилия", "Имя", "Класс"], ["Иванова", "Мария", "5Б"]], "no_column"),
        ([HEAD], "empty"),
        ([HEAD, *([MARIA] * 3001)], "too_many"),
    ],
)
def test_what_is_no_list_is_said_in_one_line(rows: list[list[Cell]], key: str) -> None:
    with pytest.raises(NoList) as why:
        read(rows, HEADINGS, ROLES, TODAY)
    assert why.value.key == f"importing.{key}"
