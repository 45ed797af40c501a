"""What the files of results are made of, gathered from the database for plain arguments."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.organisations
import db.results
from db.organisations import scope_of
from db.runs import AnswerRow
from domain.forms import Form, worded
from domain.results import READ
from programme import results, swot
from programme.results import Published
from reports.results_memo import Memo
from reports.results_workbook import Book, RawRow


def gather_chart(session: Session, organisation: int, result: int) -> Published:
    """One publication of the organisation."""
    found = results.one(session, scope_of(db.organisations.by_id(session, organisation)), result)
    assert found, "whoever asks for a chart has looked the publication up"
    return found


def gather_book(session: Session, organisation: int, result: int = 0, raw: str = "", language: str = "ru") -> Book:
    """Every publication of the organisation, or one; `raw` adds its answers: `codes`, or `full` with names."""
    school = db.organisations.by_id(session, organisation)
    published = [gather_chart(session, organisation, result)] if result else results.listed(session, scope_of(school))
    rows = [row for each in published for row in _raw(session, each, raw, language)] if raw else []
    return Book(school.name, ZoneInfo(school.zone), published, rows)


def gather_memo(session: Session, organisation: int, at: str) -> Memo:
    """The newest publication of each questionnaire, the SWOT table and the score sheet; `at` is an ISO moment."""
    school = db.organisations.by_id(session, organisation)
    scope = scope_of(school)
    table = {cell: [entry.text for entry in entries] for cell, entries in swot.listed(session, scope).items()}
    newest = results.newest(session, scope)
    made = datetime.fromisoformat(at)
    return Memo(school.name, ZoneInfo(school.zone), made, newest, table, results.score(session, scope))


def _raw(session: Session, published: Published, names: str, language: str) -> list[RawRow]:
    """Answers as they were given, those that the curator may read; of an anonymous form there are none."""
    form = published.form
    if form.mode == "anonymous":
        return []
    return [
        RawRow(
            worded(form.title, language),
            person.code,
            worded(question.label, language),
            _answer(form, answer, language),
            person.name if names == "full" else "",
        )
        for person, _, answer in db.results.raw(session, published.result.id)
        if (question := form.question(answer.question)) is not None and question.seen_by in READ
    ]


def _answer(form: Form, answer: AnswerRow, language: str) -> str:
    question = form.question(answer.question)
    if answer.choices is not None and question is not None:
        known = [question.option(name) for name in answer.choices]
        return "; ".join(worded(option.label, language) for option in known if option is not None)
    if answer.number is not None:
        return f"{answer.number:g}"
    return answer.text or ""
