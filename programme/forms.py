"""The questionnaires there are: the built-in ones, parsed once, and every version that somebody has begun.

How a file becomes a form is in `programme.xlsform_file`.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files

from sqlalchemy.orm import Session

import db.runs
from db.campaigns import Campaign
from db.runs import FormVersion, Run
from domain.forms import Form
from locales import LANGUAGES, texts_in
from programme.xlsform_file import FileType, check, parse

__all__ = [
    "FileType", "builtin", "builtin_names", "check", "day_words", "form_of", "in_force", "of_version", "parse",
    "publish", "publish_builtin",
]  # fmt: skip


@cache
def builtin(name: str) -> Form:
    """A form of the package `questionnaires`, parsed once."""
    return parse((files("questionnaires") / f"{name}.md").read_bytes(), ".md")


def builtin_names() -> list[str]:
    """Names of the built-in questionnaires."""
    return sorted(each.name[:-3] for each in files("questionnaires").iterdir() if each.name.endswith(".md"))


def publish_builtin(session: Session, now: datetime) -> None:
    """Writes down the built-in questionnaires that the database does not know; older runs keep their version."""
    for name in builtin_names():
        known = db.runs.newest(session, name)
        if known is not None and known.definition.get("source") == _source_digest(name):
            continue
        publish(session, builtin(name), now, source=_source_digest(name))


def publish(
    session: Session, form: Form, now: datetime, source: str = "", organisation_id: int | None = None
) -> FormVersion:
    """Puts a form in force as the version of its name; what is in force already only remembers its source."""
    newest, known = db.runs.newest(session, form.name), db.runs.version(session, form.version)
    definition = {"form": form.to_json(), "source": source}
    if known is None:
        known = FormVersion(name=form.name, version=form.version, organisation_id=organisation_id)
        session.add(known)
    if known is not newest:
        known.published_at = now
    known.definition = definition
    session.flush()
    return known


def in_force(session: Session, name: str, now: datetime) -> FormVersion:
    """The version of a questionnaire that is asked now; FileNotFoundError for a name that there is not."""
    return db.runs.newest(session, name) or publish(session, builtin(name), now)


_forms: dict[str, Form] = {}
"""Forms by version: the same content is the same version on every machine, so nothing here can grow stale."""


def form_of(session: Session, asked: Run | Campaign) -> Form:
    """The form of a run or a campaign, in the version that it began with."""
    if asked.form_version not in _forms:
        known = db.runs.version(session, asked.form_version)
        assert known, "a form that was asked is never deleted"
        return of_version(known)
    return _forms[asked.form_version]


def of_version(version: FormVersion) -> Form:
    """The form that a version is."""
    if version.version not in _forms:
        _forms[version.version] = Form.from_json(version.definition["form"])
    return _forms[version.version]


def _source_digest(name: str) -> str:
    return sha256((files("questionnaires") / f"{name}.md").read_bytes()).hexdigest()


@cache
def day_words() -> Mapping[str, int]:
    """Words for days near today in every language, folded, with their distance from today in days."""
    listed = ",".join(texts_in(language)("answers.day_words") for language in LANGUAGES)
    entries = (entry.split("=") for entry in listed.split(","))
    return {word.strip(): int(distance) for word, distance in entries}
