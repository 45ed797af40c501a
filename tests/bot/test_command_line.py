"""The command line as an operator meets it: exit codes, one line for what is refused, no traceback ever."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TOKEN = "5100000099:AAEsecretsecretsecretsecretsecret"


def run(folder: Path, *words: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """`mentor-bot WORDS` in a folder of its own, with nothing of our own environment's settings."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), "COLUMNS": "200",
            "HEALTH_LISTEN": "", **settings,
        },
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    return done


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a refusal."""
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.fixture(scope="module")
def telegram(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An emulated Telegram in a process of its own: `url` and `token` of its bot."""
    command = [sys.executable, "-m", "bot", "emulator", "--port", "0", "--fast"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def test_the_version_is_bare(tmp_path):
    assert run(tmp_path, "version").stdout.strip().replace(".", "").isdigit()


def test_wrong_usage_is_told_with_code_two(tmp_path):
    assert run(tmp_path, "dance").returncode == 2
    assert run(tmp_path, "invite", "headmaster").returncode == 2
    assert run(tmp_path, "seed", "--pupils", "-1").returncode == 2
    assert run(tmp_path, "emulator", "--token", "nonsense").returncode == 2


@pytest.mark.parametrize(
    "verb", ["demo", "init", "run", "check", "migrate", "emulator", "seed", "invite", "export", "retention"]
)
def test_every_verb_has_help(tmp_path, verb):
    done = run(tmp_path, verb, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_a_first_set_up_leads_to_an_invitation_and_a_private_env(tmp_path, telegram):
    done = run(
        tmp_path, "init", typed=f"{telegram['token']}\nschool-2\nЛицей № 2\nAsia/Yekaterinburg\n",
        TELEGRAM_API_BASE=telegram["url"],
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "https://t.me/mentor_demo_bot?start=" in done.stdout
    assert telegram["token"] not in done.stdout + done.stderr
    env = tmp_path / ".env"
    assert stat.S_IMODE(env.stat().st_mode) == 0o600
    assert f"BOT_TOKEN={telegram['token']}" in env.read_text()
    assert "DATA_KEY=" in env.read_text()
    assert env.read_text().partition("DATA_KEY=")[2].split()[0] not in done.stdout + done.stderr
    listed = json.loads(run(tmp_path, "organisation", "list", "--json").stdout)
    assert listed == [{"code": "school-2", "name": "Лицей № 2", "parent": None, "zone": "Asia/Yekaterinburg"}]


def test_a_set_up_with_a_wrong_token_leaves_nothing_behind(tmp_path, telegram):
    words = ["init", "--token", TOKEN, "--code", "a", "--name", "Б", "--zone", "Europe/Moscow"]
    assert "BotFather" in refused(run(tmp_path, *words, TELEGRAM_API_BASE=telegram["url"]))
    assert list(tmp_path.iterdir()) == []


def test_a_set_up_keeps_the_other_lines_of_an_env(tmp_path, telegram):
    (tmp_path / ".env").write_text(f"# ours\nCHAT_NAMES=full\nBOT_TOKEN=old\nTELEGRAM_API_BASE={telegram['url']}\n")
    words = ["init", "--token", telegram["token"], "--code", "a", "--name", "Б", "--zone", "Europe/Moscow"]
    assert run(tmp_path, *words).returncode == 0
    assert run(tmp_path, *words).returncode == 0, "a second try does no harm"
    lines = (tmp_path / ".env").read_text().splitlines()
    assert lines[:2] == ["# ours", "CHAT_NAMES=full"]
    assert [line for line in lines if line.startswith("BOT_TOKEN=")] == [f"BOT_TOKEN={telegram['token']}"]


def test_an_invitation_is_printed_with_its_token_as_json(tmp_path, telegram):
    settings = {"TELEGRAM_API_BASE": telegram["url"], "BOT_TOKEN": telegram["token"]}
    run(tmp_path, "migrate", **settings)
    run(tmp_path, "organisation", "add", "school", "Школа", **settings)
    pupil = [
        "mentee",
        "--for",
        "Иванова Мария",
        "--group",
        "5Б",
        "--born",
        "2015-04-01",
        "--parent-phone",
        "8 916 123-45-67",
    ]
    made = json.loads(run(tmp_path, "invite", *pupil, "--json", **settings).stdout)
    assert made["link"].endswith(made["token"])
    with closing(sqlite3.connect(tmp_path / "mentor-bot.db")) as file:
        assert file.execute("SELECT name, group_name, born_sealed FROM people").fetchall() == [
            ("Иванова Мария", "5Б", b"\x002015-04-01")
        ]
        assert file.execute("SELECT phone_sealed FROM guardians").fetchall() == [(b"\x00+79161234567",)]
        assert made["token"] not in "".join(file.iterdump()), "only the hash of a token is kept"
    assert "phone" in refused(run(tmp_path, "invite", "mentee", "--parent-phone", "дома", **settings))
    assert "mentee" in refused(run(tmp_path, "invite", "mentor", "--group", "5Б", **settings))
    assert "--group" in refused(run(tmp_path, "invite", "class_teacher", **settings))
    assert "--form" in refused(run(tmp_path, "invite", "form_curator", **settings))
    assert "child" in refused(run(tmp_path, "invite", "parent", **settings))
    assert "nowhere" in refused(run(tmp_path, "invite", "mentor", "--organisation", "nowhere", **settings))


def test_what_is_wrong_with_the_settings_is_one_line_without_the_value(tmp_path):
    assert "BOT_TOKEN" in refused(run(tmp_path, "run"))
    assert "TIME_ZONE" in refused(run(tmp_path, "run", TIME_ZONE="Moscow"))
    hook = {"BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://bot.example/hook"}
    assert "WEBHOOK_SECRET" in refused(run(tmp_path, "run", **hook))
    assert "WEBHOOK_SECRET" in refused(run(tmp_path, "run", **hook, WEBHOOK_SECRET="swordfish"))
    assert "WEBHOOK_SECRET_FILE" in refused(run(tmp_path, "run", **hook, WEBHOOK_SECRET_FILE="missing"))
    assert "HEALTH_LISTEN" in refused(run(tmp_path, "run", BOT_TOKEN=TOKEN, HEALTH_LISTEN="8081"))
    assert "CHAT_NAMES" in refused(run(tmp_path, "run", BOT_TOKEN=TOKEN, CHAT_NAMES="nobody"))
    assert "DATA_KEY" in refused(run(tmp_path, "run", BOT_TOKEN=TOKEN, CHAT_NAMES="codes"))
    assert "BOT_TOKEN_FILE" in refused(run(tmp_path, "run", BOT_TOKEN_FILE="missing"))
    line = refused(run(tmp_path, "backup", "create", DATA_KEY="hunter2"))
    assert "DATA_KEY" in line
    assert "hunter2" not in line


def test_what_is_wrong_with_the_database_is_one_line(tmp_path):
    (tmp_path / "damaged.db").write_bytes(b"no database at all" * 100)
    assert "damaged" in refused(run(tmp_path, "migrate", DATABASE_URL="sqlite+aiosqlite:///damaged.db"))
    assert "cannot be opened" in refused(
        run(tmp_path, "migrate", DATABASE_URL="sqlite+aiosqlite:////nowhere/at/all.db")
    )
    away = "postgresql+asyncpg://user:secret@127.0.0.1:1/none"
    line = refused(run(tmp_path, "migrate", DATABASE_URL=away))
    assert "does not answer" in line
    assert "secret" not in line
    assert "migrate" in refused(run(tmp_path, "organisation", "list", DATABASE_URL="sqlite+aiosqlite:///fresh.db"))


def test_a_database_of_a_newer_program_is_left_alone(tmp_path):
    run(tmp_path, "migrate")
    with closing(sqlite3.connect(tmp_path / "mentor-bot.db")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "9999" in refused(run(tmp_path, "migrate"))


def test_the_settings_are_shown_without_secrets(tmp_path):
    address = "postgresql+asyncpg://user:secret@db.example/bot"
    done = run(tmp_path, "config", "--json", BOT_TOKEN=TOKEN, DATA_KEY="k" * 44, DATABASE_URL=address)
    shown = json.loads(done.stdout)
    assert shown["BOT_TOKEN"] == shown["DATA_KEY"] == "***"
    assert shown["DATABASE_URL"] == "postgresql+asyncpg://***@db.example/bot"


def test_check_finds_what_is_misspelt(tmp_path):
    (tmp_path / ".env").write_text("TIME_SONE=Europe/Moscow\n")
    done = run(tmp_path, "check", "--json")
    assert done.returncode == 1
    found = {one["check"]: one for one in json.loads(done.stdout)}
    assert "TIME_SONE" in found["settings"]["detail"]
    assert all(found[name]["well"] for name in ("questionnaires", "texts", "schema"))


def test_a_report_without_names_holds_none(tmp_path):
    from openpyxl import load_workbook

    def words(path: Path) -> str:
        rows = [row for sheet in load_workbook(path).worksheets for row in sheet.iter_rows(values_only=True)]
        return " ".join(str(cell) for row in rows for cell in row if cell is not None)

    run(tmp_path, "seed", "--pupils", "6", "--mentors", "3", "--weeks", "6")
    assert run(tmp_path, "export", "summary", "--out", "codes.xlsx").returncode == 0
    assert run(tmp_path, "export", "summary", "--named", "--out", "names.xlsx").returncode == 0
    with closing(sqlite3.connect(tmp_path / "mentor-bot.db")) as file:
        families = {name.split()[0] for (name,) in file.execute("SELECT name FROM people WHERE name != ''")}
    assert any(family in words(tmp_path / "names.xlsx") for family in families)
    assert not [family for family in families if family in words(tmp_path / "codes.xlsx")]
    assert "no report" in refused(run(tmp_path, "export", "diary"))
    assert "YYYY-MM" in refused(run(tmp_path, "export", "summary", "--month", "Октябрь"))
    assert "from" in refused(run(tmp_path, "export", "summary", "--month", "1999-01"))


def test_the_service_stops_on_sigterm_and_a_second_set_up_finds_it_well(tmp_path, telegram):
    settings = {"TELEGRAM_API_BASE": telegram["url"], "BOT_TOKEN": telegram["token"], "LOG_FORMAT": "json"}
    settings["HEALTH_LISTEN"] = "127.0.0.1:0"
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=tmp_path, stderr=subprocess.PIPE, text=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | settings,
    )  # fmt: skip
    events = []
    for line in process.stderr:
        events.append(json.loads(line))
        if events[-1]["event"] == "serving":
            process.send_signal(signal.SIGTERM)
    process.stderr.close()
    assert process.wait(30) == 0
    assert events[-1]["event"] == "stopped"
    assert telegram["token"] not in json.dumps(events)
    assert run(tmp_path, "check", **settings).returncode == 0


def test_a_school_decides_about_safety(tmp_path):
    assert run(tmp_path, "migrate").returncode == 0
    assert run(tmp_path, "organisation", "add", "school-2", "Школа № 2").returncode == 0
    shown = json.loads(run(tmp_path, "organisation", "safety", "school-2", "--json").stdout)
    assert (shown["emergency"], shown["out_of_hours"]) == ("112", "at_once")
    done = run(tmp_path, "organisation", "safety", "school-2", "hours", "1-6 08:00-20:00", "--json")
    assert json.loads(done.stdout)["hours"] == "1-6 08:00-20:00"
    assert "Choose" in refused(run(tmp_path, "organisation", "safety", "school-2", "screening", "maybe"))
    weaker = ("organisation", "safety", "school-2", "screening", "off", "--json")
    for typed in ("yes\n", "\n\n\n", ""):
        assert run(tmp_path, *weaker, typed=typed).returncode == 1, "only the code itself is a second word"
    shown = json.loads(run(tmp_path, "organisation", "safety", "school-2", "--json").stdout)
    assert shown["screening"] == "on"
    assert json.loads(run(tmp_path, *weaker, typed="school-2\n").stdout)["screening"] == "off"
    back = run(tmp_path, "organisation", "safety", "school-2", "screening", "on", "--json")
    assert json.loads(back.stdout)["screening"] == "on", "what protects asks for nothing"
    assert "organisation list" in refused(run(tmp_path, "organisation", "safety", "nowhere"))
