"""`mentor-bot import people`: shown first, written with --yes, and every refusal is one line."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.bot.test_command_line import refused, run
from tests.sheets import workbook

LIST = "Фамилия, Имя, Роль, Класс; Иванова, Мария, ученик, 5Б; Петров, Иван, наставник,"
FAULTY = f"{LIST}; , Анна, завхоз, 5Б"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A folder with a database and one school in it."""
    assert run(tmp_path, "migrate").returncode == 0
    assert run(tmp_path, "organisation", "add", "school", "Школа № 1").returncode == 0
    return tmp_path


def sent(folder: Path, told: str) -> str:
    (folder / "people.xlsx").write_bytes(workbook(told))
    return "people.xlsx"


def counts(done: str) -> tuple[int, int, int]:
    told = json.loads(done)
    return told["new"], told["changed"], told["same"]


def test_nothing_is_written_without_yes_and_nothing_twice_with_it(school: Path) -> None:
    file = sent(school, LIST)
    for _ in range(2):
        assert counts(run(school, "import", "people", file, "--json").stdout) == (2, 0, 0)
    assert counts(run(school, "import", "people", file, "--yes", "--json").stdout) == (2, 0, 0)
    assert counts(run(school, "import", "people", file, "--yes", "--json").stdout) == (0, 0, 2)


def test_mistakes_are_told_with_their_cells_and_the_others_are_written(school: Path) -> None:
    file = sent(school, FAULTY)
    shown = run(school, "import", "people", file)
    assert shown.returncode == 0
    assert "A4: пусто, а нужно заполнить" in shown.stdout
    assert "C4: роли «завхоз» нет" in shown.stdout
    done = run(school, "import", "people", file, "--yes", "--json")
    assert done.returncode == 1, "a script learns that something stayed out"
    assert counts(done.stdout) == (2, 0, 0)


def test_in_a_school_of_codes_the_names_go_into_the_book(school: Path) -> None:
    key = {"CHAT_NAMES": "codes", "DATA_KEY": "A" * 43 + "="}
    file = sent(school, LIST)
    assert counts(run(school, "import", "people", file, "--yes", "--json", **key).stdout) == (2, 0, 0)
    assert counts(run(school, "import", "people", file, "--json", **key).stdout) == (0, 0, 2)
    kept = b"".join(path.read_bytes() for path in school.glob("mentor-bot.db*"))
    assert "Иванова Мария".encode() not in kept


@pytest.mark.parametrize(
    "told", ["Хлеб, Молоко; 1, 2", "Фамилия, Имя, Класс; Иванова, Мария, 5Б", "Фамилия, Имя, Роль"]
)
def test_what_is_no_list_is_refused_in_one_line(school: Path, told: str) -> None:
    refused(run(school, "import", "people", sent(school, told), "--yes"))


def test_a_missing_file_and_a_foreign_one_are_refused_in_one_line(school: Path) -> None:
    assert "nowhere.xlsx" in refused(run(school, "import", "people", "nowhere.xlsx"))
    (school / "list.csv").write_text("Фамилия;Имя")
    refused(run(school, "import", "people", "list.csv"))
    refused(run(school, "import", "people", sent(school, LIST), "--organisation", "unknown"))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_template_is_written_and_can_be_sent_back(school: Path, language: str) -> None:
    assert run(school, "import", "template", "--language", language).stdout.strip() == "people.xlsx"
    book = openpyxl.load_workbook(school / "people.xlsx")
    book.worksheets[0].append(["7", "Smith", "Mary", None, "mentor"])
    book.save(school / "people.xlsx")
    assert counts(run(school, "import", "people", "people.xlsx", "--json").stdout) == (1, 0, 0)
