"""Several answers in one line, one for each number that is printed on the sheet: `7 8 - 5 1,3`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain import replies
from domain.answers import Answer, Refusal
from domain.forms import Form, Kind, Question
from domain.questionnaire import Answers, applicable, next_question

BLANKS = frozenset("-–—−")
"""What stands for a question that was left empty on the sheet, or that does not apply."""
WRITTEN: frozenset[Kind] = frozenset({"text", "phone", "day", "time", "moment"})
"""What cannot be said by one mark: such an answer is typed by itself."""

_MARK = re.compile(r"[-–—−+]|\d{1,3}(?:,\d{1,3})*|[^\W\d_]{1,4}")
_SURE = re.compile(r"\d|[-–—−]")


Why = Literal["long", "needless", "answered", "unreadable"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """The first mark that is no answer: its place in the line from 1, what is wrong with it, and the question.

    `long`: the sheet has no more questions (None); `needless`: the question does not apply after the answers before it;
    `answered`: its answer is there; `unreadable`: the mark is no answer to it.
    """

    place: int
    mark: str
    why: Why
    question: Question | None


def marks(question: Question, text: str) -> Sequence[str]:
    """The marks of a line; none when the words are an answer to the open question alone."""
    words = text.split()
    if len(words) < 2 or question.kind in WRITTEN:
        return ()
    whole = all(_MARK.fullmatch(word) for word in words) and any(_SURE.fullmatch(word[0]) for word in words)
    return words if whole else ()


def unclear(question: Question, line: Sequence[str]) -> bool:
    """Whether a line may as well be the options of the open question: numbers apart, where several may be ticked."""
    return question.kind == "choices" and all(mark.isdecimal() for mark in line)


def read(
    form: Form, question: Question, answers: Answers, line: Sequence[str], language: str, today: date
) -> list[Answer] | Wrong:
    """The answers that a line means: a mark for each printed question from the open one on, none of them left out.

    A question that does not apply takes a dash and gets no answer, so that no mark moves to another question.
    """
    given: list[Answer] = []
    known: dict[str, Answer] = dict(answers)
    printed = [each for each in form.questions if each.kind not in ("note", "computed")]
    printed = printed[[each.name for each in printed].index(question.name) :]
    for place, mark in enumerate(line, start=1):
        if place > len(printed):
            return Wrong(place, mark, "long", None)
        asked = printed[place - 1]
        expected = next_question(form, known, today)
        if expected is None or expected.name != asked.name:
            applies = asked.name in {each.name for each in applicable(form, known, today)}
            if applies or mark not in BLANKS:
                return Wrong(place, mark, "answered" if applies else "needless", asked)
            continue
        answer = _meant(form, asked, known, mark, language, today)
        if answer is None:
            return Wrong(place, mark, "unreadable", asked)
        given.append(answer)
        known[answer.question] = answer
    return given


def _meant(form: Form, asked: Question, known: Answers, mark: str, language: str, today: date) -> Answer | None:
    if mark in BLANKS:
        answer = replies.skipped(form, asked, today, known)
    elif asked.kind in WRITTEN:
        return None
    else:
        answer = replies.typed(form, asked, mark, language, today, known)
    return None if isinstance(answer, Refusal) else answer
