"""CHAT_NAMES=codes as an operator meets it: set up, looked after; names written down and joined on this machine."""

import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.names import is_code
from tests.bot.test_command_line import refused, run, telegram

__all__ = ["telegram"]
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def rows(folder: Path, question: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "mentor-bot.db")) as file:
        return file.execute(question).fetchall()


def everything(folder: Path) -> str:
    """Whatever can be read in the file without a key."""
    return (folder / "mentor-bot.db").read_bytes().decode("utf-8", "replace")


def settings(telegram, **more: str) -> dict[str, str]:
    return {"TELEGRAM_API_BASE": telegram["url"], "BOT_TOKEN": telegram["token"], "DATA_KEY": KEY} | more


@pytest.fixture
def school(tmp_path, telegram):
    """A folder with a school and somebody whose name is in it."""
    given = settings(telegram)
    run(tmp_path, "migrate", **given)
    run(tmp_path, "organisation", "add", "school-2", "Лицей № 2", **given)
    made = run(tmp_path, "invite", "mentee", "--for", "Канарейкина Пелагея", "--group", "7Щ", "--json", **given)
    assert made.returncode == 0, made.stderr
    return tmp_path


def test_a_municipal_school_is_told_the_law_and_gets_a_chat_without_names(tmp_path, telegram):
    words = ["--token", telegram["token"], "--code", "a", "--name", "Б", "--zone", "Europe/Moscow"]
    done = run(tmp_path, "init", *words, "--operator", "municipal", TELEGRAM_API_BASE=telegram["url"])
    assert done.returncode == 0, done.stderr
    assert "149-ФЗ" in done.stdout
    env = (tmp_path / ".env").read_text()
    assert "CHAT_NAMES=codes" in env
    assert "DATA_KEY=" in env
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    [(kept,)] = rows(tmp_path, "SELECT settings FROM organisations")
    assert json.loads(kept)["operator"] == "municipal"
    assert "told_of_messengers" in json.loads(kept)


def test_a_private_school_is_told_nothing_of_it(tmp_path, telegram):
    words = ["--token", telegram["token"], "--code", "a", "--name", "Б", "--zone", "Europe/Moscow"]
    done = run(tmp_path, "init", *words, "--operator", "private", TELEGRAM_API_BASE=telegram["url"])
    assert done.returncode == 0, done.stderr
    assert "149-ФЗ" not in done.stdout
    assert "CHAT_NAMES" not in (tmp_path / ".env").read_text()


def test_an_operator_of_another_kind_is_refused(tmp_path, telegram):
    words = ["--token", telegram["token"], "--code", "a", "--name", "Б", "--zone", "Europe/Moscow"]
    assert run(tmp_path, "init", *words, "--operator", "martian", TELEGRAM_API_BASE=telegram["url"]).returncode == 2


def test_codes_without_a_key_are_noticed(tmp_path, telegram):
    given = settings(telegram, CHAT_NAMES="codes", DATA_KEY="")
    done = run(tmp_path, "check", "--json", **given)
    found = {one["check"]: one for one in json.loads(done.stdout)}
    assert not found["settings"]["well"]
    assert "DATA_KEY" in found["settings"]["detail"]


def test_who_is_invited_on_this_machine_stands_in_the_book_and_nowhere_else(school, telegram):
    codes = settings(telegram, CHAT_NAMES="codes")
    made = run(school, "invite", "mentor", "--for", "Снегирёва Анна Сергеевна", **codes)
    assert made.returncode == 0, made.stderr
    names = [name for (name,) in rows(school, "SELECT name FROM people")]
    assert all(map(is_code, names)), "whoever was there before went into the book too"
    text = everything(school)
    for word in ("Канарейкина", "Пелагея", "Снегирёва", "7Щ", "снегирева", "канареикина"):
        assert word not in text, word


def test_the_operator_reads_and_writes_the_book(school, telegram):
    codes = settings(telegram, CHAT_NAMES="codes")
    nameless = json.loads(run(school, "invite", "mentee", "--json", **codes).stdout)
    assert nameless["role"] == "mentee"
    before = json.loads(run(school, "names", "list", "--json", **codes).stdout)
    [code] = [line["code"] for line in before if not line["name"]]
    done = run(school, "names", "set", code.lower(), "Щеглова Вера", "--group", "5Б", **codes)
    assert done.returncode == 0, done.stderr
    after = {line["code"]: line for line in json.loads(run(school, "names", "list", "--json", **codes).stdout)}
    assert (after[code]["name"], after[code]["group"]) == ("Щеглова Вера", "5Б")
    assert {line["name"] for line in after.values()} == {"Канарейкина Пелагея", "Щеглова Вера"}
    assert "Щеглова" not in everything(school)
    assert "nobody" in refused(run(school, "names", "set", "ZZZZZ2", "Щеглова Вера", **codes))
    assert "name is needed" in refused(run(school, "names", "set", code, " ", **codes))


def test_a_named_report_joins_the_book_and_leaves_it_closed(tmp_path, telegram):
    def words(path: Path) -> str:
        cells = [cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows(values_only=True)
                 for cell in row]  # fmt: skip
        return " ".join(str(cell) for cell in cells if cell is not None)

    codes = settings(telegram, CHAT_NAMES="codes")
    run(tmp_path, "seed", "--pupils", "6", "--mentors", "3", "--weeks", "6", **settings(telegram))
    families = {name.split()[0] for (name,) in rows(tmp_path, "SELECT name FROM people WHERE name != ''")}
    for number in (1, 2):  # the second time everybody is in the book
        run(tmp_path, "invite", "mentor", **codes)
        assert run(tmp_path, "export", "summary", "--out", f"codes{number}.xlsx", **codes).returncode == 0
        assert run(tmp_path, "export", "summary", "--named", "--out", f"names{number}.xlsx", **codes).returncode == 0
        assert any(family in words(tmp_path / f"names{number}.xlsx") for family in families)
        assert not [family for family in families if family in words(tmp_path / f"codes{number}.xlsx")]
    assert all(is_code(name) for (name,) in rows(tmp_path, "SELECT name FROM people"))
    assert "--named" in refused(run(tmp_path, "export", "consent", "--number", "2026-1", **codes))


def test_the_doctor_says_where_names_are(school, telegram):
    run(school, "invite", "mentor", **settings(telegram, CHAT_NAMES="codes"))

    def told(**given: str) -> dict:
        found = json.loads(run(school, "doctor", "--json", **settings(telegram, **given)).stdout)
        return next(one for one in found if one["check"] == "chat names")

    assert told(CHAT_NAMES="codes")["well"]
    open_again = told(CHAT_NAMES="first")
    assert not open_again["well"]
    assert "name book" in open_again["detail"]


def test_the_doctor_warns_a_municipal_school_that_shows_names(tmp_path, telegram):
    words = ["--token", telegram["token"], "--code", "a", "--name", "Б", "--zone", "Europe/Moscow"]
    given = {"TELEGRAM_API_BASE": telegram["url"]}
    run(tmp_path, "init", *words, "--operator", "state", "--chat-names", "first", **given)
    found = json.loads(run(tmp_path, "doctor", "--json", **given).stdout)
    told = next(one for one in found if one["check"] == "chat names")
    assert not told["well"]
    assert "149-FZ" in told["detail"]
