"""The questionnaires there are: XLSForm files become forms, checked to the last condition before anybody is asked.

This module and `programme.xlsform` are the only ones that know pyxform.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Literal, get_args

from sqlalchemy.orm import Session

import db.runs
from db.runs import FormVersion, Run
from domain import xpath
from domain.forms import Form, Mode, Question
from locales import DEFAULT_LANGUAGE, LANGUAGES, texts_in
from programme.xlsform import LANGUAGE, FormError, Row, labels, read, rows

FileType = Literal[".md", ".xlsx", ".csv"]

COLUMNS = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "appearance",
    "parameters", "bind::seen_by", "bind::topic", "bind::scale", "bind::reverse", "bind::kind", "bind::minimum",
    "bind::maximum", "bind::suggestions", "bind::days", "bind::length",
)  # fmt: skip
CHOICE_COLUMNS = ("list_name", "name", "label", "words")
SETTINGS = (
    "form_id", "form_title", "version", "default_language", "heading", "ending", "mode", "minutes", "role", "audience",
    "wave", "mentoring_form", "purpose", "source",
)  # fmt: skip
TRANSLATED = ("label", "hint", "constraint_message", "heading", "ending", "purpose")

_PYXFORM_ROW = re.compile(r"\[row : (\d+)\]\s*")
_NAME = re.compile(r"[a-z][a-z0-9_.]{0,63}")


def parse(source: bytes | dict[str, Any], file_type: FileType) -> Form:
    """The form that an XLSForm describes. Raises FormError at the first cell that the bot does not support."""
    workbook, content = _opened(source, file_type)
    named = LANGUAGE.match(str(content.get("default_language")))
    language = named[1] if named else DEFAULT_LANGUAGE
    numbers = {str(row.get("name")): index for index, row in enumerate(workbook.survey or (), start=2)}
    questions: list[Question] = []
    for row in rows(content["children"], numbers):
        questions.append(_checked(row, read(row, language), questions))
    if not questions:
        raise FormError("forms.no_questions")
    return _form(content, tuple(questions), language)


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


def form_of(session: Session, run: Run) -> Form:
    """The form of a run, in the version that it began with."""
    if run.form_version not in _forms:
        known = db.runs.version(session, run.form_version)
        assert known, "a run's form is never deleted"
        return of_version(known)
    return _forms[run.form_version]


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


def _opened(source: bytes | dict[str, Any], file_type: FileType) -> tuple[Any, Mapping[str, Any]]:
    """pyxform's workbook and what it made of it."""
    from pyxform.errors import PyXFormError  # late: slow to import, and start-up does not need it
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    try:
        workbook = get_xlsform(source, file_type=file_type)
    except Exception as problem:  # a file from outside: its readers fail in many ways, all of them the file's
        raise FormError("forms.not_xlsform", detail=str(problem) or type(problem).__name__) from problem
    _check_columns(workbook)
    try:
        return workbook, workbook_to_json(workbook, warnings=[])
    except PyXFormError as problem:
        place = _PYXFORM_ROW.search(str(problem))
        detail = _PYXFORM_ROW.sub("", str(problem))
        raise FormError("forms.not_xlsform", row=int(place[1]) if place else 0, detail=detail) from problem


def _check_columns(workbook: Any) -> None:
    for sheet, known in (("survey", COLUMNS), ("choices", CHOICE_COLUMNS), ("settings", SETTINGS)):
        for number, row in enumerate(getattr(workbook, sheet) or (), start=2):
            for column, value in row.items():
                plain = column.strip().lower()
                base, _, language = plain.partition("::")
                translated = base in TRANSLATED and base in known and (not language or LANGUAGE.match(language))
                if not translated and plain not in known:
                    raise FormError("forms.column", sheet, number, column, known=", ".join(known))
                if plain == "type" and "or_other" in value:
                    raise FormError("forms.or_other", sheet, number, column)


def _checked(row: Row, question: Question, earlier: Sequence[Question]) -> Question:
    """The question, once its conditions are known to work on every kind of answer to the questions before it."""
    samples = {each.name: _samples(each) for each in earlier if each.kind != "note"}
    own = _samples(question)
    for column, expression in (("relevant", question.relevant), ("required", question.required)):
        _try(row, column, expression, samples, ())
    _try(row, "constraint", question.constraint, samples, own)
    if question.name in {each.name for each in earlier}:
        raise row.wrong("forms.twice", "name", name=question.name)
    return question


def _try(row: Row, column: str, expression: str, samples: Mapping[str, Sequence[str]], own: Sequence[str]) -> None:
    if not expression:
        return
    try:
        unknown = [name for name in xpath.names_in(expression) if name not in samples]
        if unknown:
            raise row.wrong("forms.condition_later", column, name=unknown[0])
        xpath.check(expression, samples, own)
    except xpath.ConditionError as problem:
        raise row.wrong(problem.key, column, **problem.values) from problem


def _samples(question: Question) -> list[str]:
    names = [option.name for option in question.options]
    if question.kind == "choices":
        return [*names, " ".join(names)]
    return names or {
        "whole": ["3", "40"],
        "number": ["2.5", "40"],
        "day": ["2026-01-01", "2026-12-31"],
        "phone": ["+79161234567"],
        "acknowledge": ["OK"],
    }.get(question.kind, ["some words", "7"])


def _form(content: Mapping[str, Any], questions: tuple[Question, ...], language: str) -> Form:
    name = str(content.get("id_string", ""))
    if not _NAME.fullmatch(name):
        raise FormError("forms.name", "settings", 2, "form_id")
    minutes = str(content.get("minutes", "1"))
    if not (minutes.isdigit() and 1 <= int(minutes) <= 60):
        raise FormError("forms.minutes", "settings", 2, "minutes")
    return Form(
        name=name,
        title=labels(content.get("heading") or content.get("title"), language),
        questions=questions,
        mode=_setting(content, "mode", get_args(Mode)),
        minutes=int(minutes),
        role=str(content.get("role", "")),
        audience=_setting(content, "audience", ("adult", "child")),
        wave=_setting(content, "wave", ("", "before", "after")),
        mentoring_form=str(content.get("mentoring_form", "")),
        ending=labels(content.get("ending"), language),
        purpose=labels(content.get("purpose"), language),
        source=str(content.get("source", "")),
    )


def _setting(content: Mapping[str, Any], column: str, known: Sequence[str]) -> Any:
    given = str(content.get(column, known[0]))
    if given not in known:
        raise FormError("forms.value", "settings", 2, column, value=given, known=", ".join(known))
    return given
