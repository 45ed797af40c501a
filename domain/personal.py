"""What tells who a person is: questions that ask for it, and words of a free text that name somebody."""

import re
from collections.abc import Iterable
from dataclasses import replace

from domain.forms import Form, Question
from domain.names import parse

NAMING = frozenset({"name", "grade", "letter", "group", "born", "phone", "parent_phone", "email"})
"""Topics of questions whose answers name a person (`bind::topic`)."""
SHORTEST_STEM = 3
"""Letters that are left of a surname without its ending; fewer are in too many other words."""
ENDING = 3
"""Letters that a case may add to a stem."""

_WORD = re.compile(r"[^\W\d_][\w-]*")
_ENDING = re.compile(
    r"(?:[\u0438\u044b\u043e]\u0439|[\u0430\u043e\u044f]\u044f|[\u0430\u043e\u044f\u0435\u0439\u044c])$"
)
"""The ending of a Russian surname, which changes by case: -iy, -oy, -aya, a vowel."""
_CLASS = re.compile(r"(?<!\d)(?:1[01]|[1-9])\s?[-\u00ab\u201e\"]?\s?[^\W\d_](?![^\W_])[\u00bb\u201c\"]?")


def asks_names(form: Form) -> bool:
    """Whether a questionnaire asks who somebody is."""
    return any(is_naming(question) for question in form.questions)


def nameless(form: Form) -> Form:
    """A questionnaire without the questions that name a person, nor the choices (topic `what`) that lead to them."""
    if form.version not in _nameless:
        kept = tuple(_without_naming(question) for question in form.questions if not is_naming(question))
        _nameless[form.version] = form if kept == form.questions else replace(form, questions=kept)
    return _nameless[form.version]


def _without_naming(question: Question) -> Question:
    options = tuple(option for option in question.options if option.name not in NAMING)
    return replace(question, options=options) if question.topic == "what" else question


_nameless: dict[str, Form] = {}
"""By version, which is the content."""


def is_naming(question: Question) -> bool:
    """Whether the answer to a question names a person."""
    return question.topic in NAMING or question.kind == "phone"


def names_somebody(text: str, full_names: Iterable[str], groups: Iterable[str]) -> bool:
    """Whether a text holds a surname or a patronymic of the list, in any case and with a capital, or a class of the
    list. A given name alone tells of too many.
    """
    people = [("", full) for full in full_names]
    return veiled(text, people, [("", group) for group in groups]) != text


def veiled(text: str, people: Iterable[tuple[str, str]], groups: Iterable[tuple[str, str]]) -> str:
    """The text with codes in the places of the surnames, patronymics and classes that `names_somebody` finds.

    `people` and `groups` are pairs of a code and a name; where several people are meant, their codes are parted by `/`.
    """
    stems = _stems(people)
    classes = {_bare(name): code for code, name in groups}

    def person(found: re.Match[str]) -> str:
        word = found[0].casefold()
        if not found[0][0].isupper():
            return found[0]
        codes = [code for stem, codes in stems.items() if _close(word, stem) for code in codes]
        return "/".join(dict.fromkeys(codes)) if codes else found[0]

    def group(found: re.Match[str]) -> str:
        return classes.get(_bare(found[0]), found[0])

    return _CLASS.sub(group, _WORD.sub(person, text))


def _stems(people: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What is left of surnames and patronymics in every case, with the codes of those who have them."""
    stems: dict[str, list[str]] = {}
    for code, full in people:
        name = parse(full)
        for part in (name.family, *name.patronymic.split()):
            if len(stem := _ENDING.sub("", part.casefold())) >= SHORTEST_STEM:
                stems.setdefault(stem, []).append(code)
    return stems


def _close(word: str, stem: str) -> bool:
    return word.startswith(stem) and len(word) <= len(stem) + ENDING


def _bare(group: str) -> str:
    return "".join(filter(str.isalnum, group)).casefold()
