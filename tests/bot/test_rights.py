"""Rights, keys and the audit from the command line: files for signature, one line for what is refused."""

import json
import sqlite3
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.bot.test_command_line import refused, run

OLD, NEW = b64encode(bytes(32)).decode(), b64encode(bytes(range(32))).decode()


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an invented school, sealed with the old key."""
    folder = tmp_path_factory.mktemp("school")
    done = run(folder, "seed", "--pupils", "4", "--mentors", "4", "--weeks", "2", DATA_KEY=OLD)
    assert done.returncode == 0, done.stderr
    return folder


def rows(folder: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "mentor-bot.db")) as connection:
        return connection.execute(question).fetchall()


def pupil(folder: Path) -> tuple[str, str]:
    """The code and the name of a pupil in a pair, whom nobody has erased."""
    question = """
        SELECT people.code, people.name FROM people JOIN members ON members.person_id = people.id
        WHERE members.role = 'mentee' AND people.erased_at IS NULL ORDER BY people.id LIMIT 1
    """
    return rows(folder, question)[0]


def words_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def test_a_person_is_shown_and_handed_out(school: Path, tmp_path: Path) -> None:
    code, name = pupil(school)
    shown = json.loads(run(school, "subject", "show", code, "--json", DATA_KEY=OLD).stdout)
    assert shown["code"] == code
    assert name in json.dumps(shown, ensure_ascii=False)
    made = json.loads(run(school, "subject", "export", code, "--out", str(tmp_path), "--json", DATA_KEY=OLD).stdout)
    assert [Path(path).suffix for path in made["files"]] == [".pdf", ".json"]
    assert (tmp_path / f"my_data-{code}.pdf").read_bytes().startswith(b"%PDF")
    looked = rows(school, f"SELECT actor, action FROM audit WHERE object = 'person:{code}' ORDER BY id")
    assert looked == [("operator", "subject.show"), ("operator", "subject.export")]


def test_an_erasure_asks_first_and_then_writes_its_papers(school: Path, tmp_path: Path) -> None:
    code, name = pupil(school)
    asked = run(school, "subject", "erase", code, DATA_KEY=OLD)
    assert "Nothing was destroyed" in asked.stdout
    assert pupil(school) == (code, name)
    done = run(school, "subject", "erase", code, "--yes", "--out", str(tmp_path), "--json", DATA_KEY=OLD)
    told = json.loads(done.stdout)
    assert told["code"] == code
    act, extract = (words_of(Path(path)) for path in told["files"])
    for paper in (act, extract):
        assert code in paper
        assert name not in paper
    assert "152-ФЗ" in act
    assert rows(school, f"SELECT name, search_key FROM people WHERE code = '{code}'") == [("", "")]
    assert name.encode() not in (school / "mentor-bot.db").read_bytes()
    assert "Nobody has the code" in refused(run(school, "subject", "erase", code, "--yes", DATA_KEY=OLD))


def test_an_unknown_code_is_refused_in_one_line(school: Path) -> None:
    assert "Nobody has the code" in refused(run(school, "subject", "show", "AAAAA2", DATA_KEY=OLD))


def test_keys_are_changed_and_the_old_one_may_go(school: Path) -> None:
    assert "keys new" in refused(run(school, "keys", "rotate"))
    counted = json.loads(run(school, "keys", "rotate", "--count", "--json", DATA_KEY=f"{NEW},{OLD}").stdout)
    assert sum(counted["left"].values()) > 0
    assert "put that key back" in refused(run(school, "keys", "rotate", DATA_KEY=NEW))
    rotated = json.loads(run(school, "keys", "rotate", "--json", DATA_KEY=f"{NEW},{OLD}").stdout)
    assert rotated["left"] == {}
    assert rotated["sealed_anew"] == sum(counted["left"].values())
    assert json.loads(run(school, "keys", "rotate", "--json", DATA_KEY=f"{NEW},{OLD}").stdout)["sealed_anew"] == 0
    code, _ = pupil(school)
    assert run(school, "subject", "show", code, DATA_KEY=NEW).returncode == 0
    run(school, "keys", "rotate", DATA_KEY=f"{OLD},{NEW}")


def test_what_has_been_kept_long_enough_is_told_before_it_goes(school: Path) -> None:
    lines = json.loads(run(school, "retention", "--dry-run", "--json", DATA_KEY=OLD).stdout)
    assert {line["name"] for line in lines} >= {"journal", "letters", "drafts", "names", "answers", "consents", "acts"}
    before = rows(school, "SELECT count(*) FROM answers")
    assert run(school, "retention", "--dry-run", DATA_KEY=OLD).returncode == 0
    assert rows(school, "SELECT count(*) FROM answers") == before


def test_a_changed_audit_is_found_and_its_row_named(school: Path) -> None:
    code, _ = pupil(school)
    run(school, "subject", "show", code, DATA_KEY=OLD)
    assert run(school, "audit", "verify", DATA_KEY=OLD).returncode == 0
    with closing(sqlite3.connect(school / "mentor-bot.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER audit_UPDATE")
        connection.execute("UPDATE audit SET actor = 'nobody' WHERE id = 1")
    done = run(school, "audit", "verify", "--json", DATA_KEY=OLD)
    assert done.returncode == 1
    assert json.loads(done.stdout)["first_broken"] == 1
