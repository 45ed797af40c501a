"""A questionnaire on paper: what is on the sheet, under which numbers, and who is to answer which question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from domain.forms import Form, Question

UNSEEN = ("private", "case")
"""Readers of answers that must not go through a curator's hands: such questions are asked in the chat only."""
CODE_DIGITS = 8
"""Digits of a version that are printed: enough to tell all sheets of a school apart."""

Says = Literal["is", "is_not", "answered", "at_least", "at_most"]
_CODE = re.compile(rf"\s*([0-9A-Fa-f]{{{CODE_DIGITS // 2}}})\s*[-‐‑–—]\s*([0-9A-Fa-f]{{{CODE_DIGITS // 2}}})(?!\S)")
_JOINT = re.compile(r"\s+(and|or)\s+")
_EQUAL = re.compile(r"\$\{(?P<name>[^}]+)\}\s*(?P<sign>=|!=|>=|<=)\s*(?:'(?P<word>[^']*)'|(?P<number>\d+))")
_SELECTED = re.compile(r"(?P<no>not\()?\s*selected\(\s*\$\{(?P<name>[^}]+)\}\s*,\s*'(?P<word>[^']*)'\s*\)\s*(?(no)\))")
_SIGNS: Mapping[str, Says] = {"=": "is", "!=": "is_not", ">=": "at_least", "<=": "at_most"}


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look at before answering: what the answer to an earlier question is (one of `values`)."""

    question: Question
    says: Says
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is to be answered: all of the terms hold, or with `every` false one of them."""

    terms: tuple[Term, ...]
    every: bool = True


def code(version: str) -> str:
    """What is printed on a sheet to tell which questionnaire it is, and in which version: `3F2A-9C1B`."""
    digits = version[:CODE_DIGITS].upper()
    return f"{digits[: CODE_DIGITS // 2]}-{digits[CODE_DIGITS // 2 :]}"


def typed_code(text: str) -> tuple[str, str] | None:
    """The beginning of the version whose code somebody typed, and the words after it; None when it is no such code."""
    found = _CODE.match(text)
    return (f"{found[1]}{found[2]}".lower(), text[found.end() :].strip()) if found else None


def printed(form: Form) -> Form:
    """The questionnaire as it is printed."""
    return replace(form, questions=tuple(each for each in form.questions if each.seen_by not in UNSEEN))


def tones(form: Form, language: str) -> tuple[str, ...]:
    """In which tones there is a sheet: of a form that speaks to both, one for children and one for adults."""
    both = any(f"{language}-child" in question.label for question in form.questions)
    return ("child",) if form.audience == "child" else ("child", "adult") if both else ("adult",)


def entered(form: Form) -> Form:
    """The questionnaire as a sheet is entered: nothing but questions, and any of them may have stayed empty."""
    if form.version not in _entered:
        asked = (each for each in printed(form).questions if each.kind != "note")
        _entered[form.version] = replace(form, questions=tuple(replace(each, required="") for each in asked))
    return _entered[form.version]


_entered: dict[str, Form] = {}
"""By version, which is the content."""


def numbers(form: Form) -> dict[str, int]:
    """The number of each question on the sheet, from 1; notes and what is computed have none."""
    asked = [question for question in form.questions if question.kind not in ("note", "computed")]
    return {question.name: number for number, question in enumerate(asked, start=1)}


def condition(form: Form, question: Question) -> Condition | None:
    """When to answer, if that can be said in a few words; None when the question's condition is too much for it."""
    parts = _JOINT.split(question.relevant.strip())
    joints = set(parts[1::2])
    if len(joints) > 1:
        return None
    terms: list[Term] = []
    for part in parts[::2]:
        term = _term(form, _bare(part))
        if term is None:
            return None
        if terms and term.says == terms[-1].says == "is" and term.question == terms[-1].question and "or" in joints:
            term = replace(term, values=terms.pop().values + term.values)
        terms.append(term)
    return Condition(tuple(terms), every="or" not in joints)


def _bare(part: str) -> str:
    """A part without brackets around it: where all parts are joined by the same word, they change nothing."""
    part = part.strip().lstrip("( ")
    while part.count(")") > part.count("("):
        part = part[:-1].rstrip()
    return part


def _term(form: Form, part: str) -> Term | None:
    compared, ticked = _EQUAL.fullmatch(part), _SELECTED.fullmatch(part)
    found = compared or ticked
    asked = form.question(found["name"]) if found else None
    if asked is None or asked.name not in numbers(form):
        return None
    if ticked:
        return _of_option(asked, "is_not" if ticked["no"] else "is", ticked["word"])
    assert compared, "one of the two fits"
    says, word = _SIGNS[compared["sign"]], compared["word"]
    if word == "":
        return Term(asked, "answered") if says == "is_not" else None
    if word is None or says in ("at_least", "at_most"):
        return Term(asked, says, (word or compared["number"],))
    return _of_option(asked, says, word)


def _of_option(asked: Question, says: Says, name: str) -> Term | None:
    return Term(asked, says, (name,)) if asked.option(name) else None
