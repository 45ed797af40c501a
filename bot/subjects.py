"""A person's rights from the command line: what is kept, as files, and its destruction; every look is audited."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

import db.erasures
from bot import work
from bot.clock import machine_time
from bot.refusals import Refused
from bot.settings import Settings
from db.people import Person
from locales import LANGUAGES, Texts, texts_in
from programme import acts, audit, erasure, forgetting, my_data
from programme.acts import Act
from reports import REPORTS


async def show(settings: Settings, code: str, language: str) -> dict[str, Any]:
    """What is kept of a person, in words. Raises `Refused` for a code that nobody has."""
    data = await work.do(settings, _collect, code, "subject.show", machine_time())
    content: dict[str, Any] = json.loads(REPORTS["my_data_json"].render(data, _texts(language)))
    return content


async def export(settings: Settings, code: str, folder: Path, language: str) -> list[Path]:
    """The same as PDF and JSON in the folder."""
    texts = _texts(language)
    data = await work.do(settings, _collect, code, "subject.export", machine_time())
    return [_write(name, data, folder, code, texts) for name in ("my_data", "my_data_json")]


async def rehearse(settings: Settings, code: str) -> dict[str, int]:
    """What an erasure would destroy, and under `kept_…` what would stay without a name."""
    return await work.do(settings, _contents, code)


async def erase(settings: Settings, code: str, folder: Path, language: str) -> tuple[Act, list[Path]]:
    """Destroys, then writes the act and the extract; should writing fail, they can be had in the chat again."""
    texts = _texts(language)
    act = await work.do(settings, _erase, code, machine_time(), settings.chat_names)
    return act, [_write(name, act, folder, code, texts) for name in ("destruction_act", "log_extract")]


def _collect(session: Session, code: str, action: str, now: datetime) -> dict[str, Any]:
    person = _person(session, code)
    data = my_data.collect(session, person.id, 0, now.isoformat())
    audit.record(session, audit.OPERATOR, action, f"person:{person.code}", now)
    return data


def _contents(session: Session, code: str) -> dict[str, int]:
    person = _person(session, code)
    case = db.erasures.open_of(session, person.id)
    return forgetting.contents(session, person, case.cause if case else "wish")


def _erase(session: Session, code: str, now: datetime, names: str) -> Act:
    done = erasure.by_operator(session, _person(session, code).code, now)
    assert done, "the person is there"
    return acts.act(session, done.id, names)


def _person(session: Session, code: str) -> Person:
    person = db.erasures.by_code(session, code.strip().upper())
    if person is None or person.erased_at is not None:
        raise Refused(f"Nobody has the code {code}: it stands on the person's card, and the erased have none.")
    return person


def _write(name: str, values: Any, folder: Path, code: str, texts: Texts) -> Path:
    report = REPORTS[name]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{code.strip().upper()}{report.ending}"
    path.write_bytes(report.render(values, texts))
    path.chmod(0o600)
    return path


def _texts(language: str) -> Texts:
    if language not in LANGUAGES:
        raise Refused(f"There is no language {language!r}: {', '.join(LANGUAGES)}.")
    return texts_in(language)
