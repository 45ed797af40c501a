"""`mentor-bot import questionnaire`: checked to its last cell, published with --yes, every refusal told."""

import json
from pathlib import Path

import pytest

from tests.bot.test_command_line import refused, run
from tests.questionnaires import changed, markdown, workbook

CALM, FUN, CLAM = "Спокойно ли тебе в классе?", "Весело ли тебе в классе?", "Спакойно ли тебе в классе?"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A folder with a database and one school in it."""
    assert run(tmp_path, "migrate").returncode == 0
    assert run(tmp_path, "organisation", "add", "school", "Школа № 1").returncode == 0
    return tmp_path


def sent(folder: Path, content: bytes, name: str = "climate.xlsx") -> tuple[str, ...]:
    (folder / name).write_bytes(content)
    return "import", "questionnaire", name


def test_it_is_shown_first_and_published_once(school: Path) -> None:
    told = json.loads(run(school, *sent(school, workbook()), "--json").stdout)
    assert (told["published"], told["known"], told["questions"], told["errors"]) == (False, False, 4, [])
    shown = run(school, *sent(school, workbook()), "--yes")
    assert shown.returncode == 0
    assert f"Опубликовано: {told['name']}, версия {told['version'][:8]}." in shown.stdout
    again = json.loads(run(school, *sent(school, markdown(), "climate.md"), "--json").stdout)
    assert again["known"], "a Markdown file of the same words is the same version"


def test_typos_are_believed_only_where_they_are_typos(school: Path) -> None:
    assert run(school, *sent(school, workbook(changed("survey", CALM, CLAM))), "--yes").returncode == 0
    right = json.loads(run(school, *sent(school, workbook()), "--yes", "--typos", "--json").stdout)
    assert [each["what"] for each in right["differences"]] == ["typo"]
    other = sent(school, workbook(changed("survey", CALM, FUN)))
    assert "--typos" in refused(run(school, *other, "--yes", "--typos"))
    assert json.loads(run(school, *other, "--yes", "--json").stdout)["differences"][0]["what"] == "wording"


def test_every_mistake_is_told_with_its_row_and_nothing_is_published(school: Path) -> None:
    wrong = sent(school, workbook(changed("survey", "text", "geopoint", changed("survey", "note", "video"))))
    done = run(school, *wrong, "--yes")
    assert done.returncode == 1
    assert "строка 2, столбец «type»" in done.stdout
    assert "строка 5, столбец «type»" in done.stdout
    errors = json.loads(run(school, *wrong, "--json", "--language", "en").stdout)["errors"]
    assert [(each["sheet"], each["row"], each["column"]) for each in errors] == [
        ("survey", 2, "type"), ("survey", 5, "type"),
    ]  # fmt: skip


def test_what_cannot_be_opened_is_refused_in_one_line(school: Path) -> None:
    refused(run(school, *sent(school, b"PK\x03\x04")))
    refused(run(school, *sent(school, workbook()), "--organisation", "unknown"))
    assert "nowhere.xlsx" in refused(run(school, "import", "questionnaire", "nowhere.xlsx"))
