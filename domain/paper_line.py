"""Several answers in one line, in the order of the sheet: `7 8 - 5 1,3`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain import replies
from domain.answers import Answer, Refusal
from domain.forms import Form, Kind, Question
from domain.questionnaire import Answers, next_question

BLANKS = frozenset("-–—−")
"""What stands for a question that was left empty on the sheet."""
WRITTEN: frozenset[Kind] = frozenset({"text", "phone", "day", "time", "moment"})
"""What cannot be said by one mark: such an answer is typed by itself."""

_MARK = re.compile(r"[-–—−+]|\d{1,3}(?:,\d{1,3})*|[^\W\d_]{1,4}")
_SURE = re.compile(r"\d|[-–—−]")


@dataclass(frozen=True, slots=True)
class Wrong:
    """The first mark that is no answer: its place in the line from 1, and the question (None: there is no more)."""

    place: int
    mark: str
    question: Question | None


def marks(question: Question, text: str) -> Sequence[str]:
    """The marks of a line; none when the words are an answer to the open question alone."""
    words = text.split()
    if len(words) < 2 or question.kind in WRITTEN:
        return ()
    if question.kind == "choices" and all(word.isdecimal() for word in words):
        return ()
    whole = all(_MARK.fullmatch(word) for word in words) and any(_SURE.fullmatch(word[0]) for word in words)
    return words if whole else ()


def read(
    form: Form, question: Question, answers: Answers, line: Sequence[str], language: str, today: date
) -> list[Answer] | Wrong:
    """The answers that a line means, one for each question from the open one on."""
    given: list[Answer] = []
    known: dict[str, Answer] = dict(answers)

    def keep(answer: Answer) -> Question | None:
        given.append(answer)
        known[answer.question] = answer
        return next_question(form, known, today)

    asked: Question | None = question
    for place, mark in enumerate(line, start=1):
        answer = _meant(form, asked, known, mark, language, today) if asked is not None else None
        if answer is None:
            return Wrong(place, mark, asked)
        asked = keep(answer)
    return given


def _meant(form: Form, asked: Question, known: Answers, mark: str, language: str, today: date) -> Answer | None:
    if mark in BLANKS:
        answer = replies.skipped(form, asked, today, known)
    elif asked.kind in WRITTEN:
        return None
    else:
        answer = replies.typed(form, asked, mark, language, today, known)
    return None if isinstance(answer, Refusal) else answer
