"""The expressions of a questionnaire, tried beforehand on every kind of answer to the questions that they ask about."""

from collections.abc import Sequence
from dataclasses import replace

from domain import replies, xpath
from domain.forms import PIPED, Form, Question
from programme.xlsform_rows import Row

CLOSED = ("sensitive", "private", "case")
"""Readers of answers that not everybody in the programme may read."""

Samples = dict[str, Sequence[str]]
"""Possible values of the earlier questions by name; none where the question itself is wrong."""


def tried(row: Row, question: Question, earlier: Samples) -> Sequence[str]:
    """Possible values of a question, once everything that it says is known to work. Raises FormError."""
    own = _samples(question)
    for column, expression in (("relevant", question.relevant), ("required", question.required)):
        _try(row, column, expression, earlier, ())
    _try(row, "constraint", question.constraint, earlier, own)
    for column, texts in (("label", question.label), ("label", question.heading), ("hint", question.hint)):
        for name in (name for text in texts.values() for name in PIPED.findall(text)):
            if name not in earlier:
                raise row.wrong("forms.condition_later", column, name=name)
    _try_filter(row, question, earlier)
    if question.kind == "computed":
        return _outcomes(row, "calculation", question.calculation, earlier) or ["1", "some words"]
    _outcomes(row, "default", question.calculation, earlier)
    if question.default:
        _try_default(row, question)
    return own


def check_reader(row: Row, question: Question, earlier: Sequence[Question]) -> None:
    """What is computed from an answer that few may read is for the same readers. Raises FormError."""
    if question.kind != "computed":
        return
    named = xpath.names_in(question.calculation)
    for asked in earlier:
        if asked.name in named and asked.seen_by in CLOSED and question.seen_by != asked.seen_by:
            raise row.wrong("forms.reader", "bind::seen_by", name=asked.name, reader=asked.seen_by)


def _try(row: Row, column: str, expression: str, earlier: Samples, own: Sequence[str]) -> None:
    if not expression:
        return
    try:
        if _answerable(row, column, expression, earlier):
            xpath.check(expression, earlier, own)
    except xpath.ConditionError as problem:
        raise row.wrong(problem.key, column, **problem.values) from problem


def _outcomes(row: Row, column: str, expression: str, earlier: Samples) -> Sequence[str]:
    if not expression:
        return ()
    try:
        return xpath.outcomes(expression, earlier) if _answerable(row, column, expression, earlier) else ()
    except xpath.ConditionError as problem:
        raise row.wrong(problem.key, column, **problem.values) from problem


def _try_filter(row: Row, question: Question, earlier: Samples) -> None:
    if not question.choice_filter:
        return
    options = [{**option.columns, "name": option.name} for option in question.options]
    columns = {column for option in options for column in option}
    try:
        if _answerable(row, "choice_filter", question.choice_filter, earlier, columns):
            xpath.check(question.choice_filter, earlier, (), options)
    except xpath.ConditionError as problem:
        raise row.wrong(problem.key, "choice_filter", **problem.values) from problem


def _answerable(
    row: Row, column: str, expression: str, earlier: Samples, columns: set[str] | frozenset[str] = frozenset()
) -> bool:
    """Whether all questions that the expression names stand above and are right themselves."""
    names = xpath.names_in(expression, columns)
    for name in names:
        if name not in earlier:
            raise row.wrong("forms.condition_later", column, name=name)
    return all(earlier[name] for name in names)


def _try_default(row: Row, question: Question) -> None:
    alone = replace(question, constraint="", relevant="", required="", choice_filter="", days="any")
    if replies.preset(Form("alone", {}, (alone,)), alone, xpath.SAMPLE_DAY) is None:
        raise row.wrong("forms.default", "default", value=question.default)


def _samples(question: Question) -> Sequence[str]:
    names = [option.name for option in question.options]
    if question.kind == "choices":
        return [*names, " ".join(names)]
    return names or {
        "whole": ["3", "40"],
        "number": ["2.5", "40"],
        "day": ["2026-01-01", "2026-12-31"],
        "time": ["09:00", "23:45"],
        "moment": ["2026-01-01T09:00", "2026-12-31T23:45"],
        "phone": ["+79161234567"],
        "acknowledge": ["OK"],
    }.get(question.kind, ["some words", "7"])
