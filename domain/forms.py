"""A questionnaire as a value: its questions, options and settings, and its version, which is its content."""

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Literal

Labels = Mapping[str, str]
"""A text by language code; `ru-child` is the variant of `ru` that speaks to a child."""

Kind = Literal[
    "choice", "choices", "scale", "yes_no", "text", "whole", "number", "day", "time", "moment", "phone", "note",
    "acknowledge", "computed",
]  # fmt: skip
Mode = Literal["named", "confidential", "anonymous"]

SCALES: Mapping[str, int] = {"s10": 10, "faces3": 3, "words5": 5, "freq5": 5, "fit3": 3}
"""Values of each scale run from 1 (the lowest) to this number; there is no 0, so that waves stay comparable."""

READERS = ("programme", "sensitive", "shared_with_mentor", "private", "case", "everybody")
"""Who may read an answer (`bind::seen_by`); `case`: only those who work on the case that it becomes."""

ALWAYS = "true()"
"""The condition of a question that is simply required."""

PIPED = re.compile(r"\$\{\s*([A-Za-z_][\w.-]*)\s*\}", re.ASCII)
"""A place in a text where an earlier answer is put in."""

TEXT_LIMIT = 1000
"""Length of a typed answer unless the form says otherwise, in UTF-16 units, as Telegram counts."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to pick: `name` is what is kept; `words` are further ways to type it; `columns` are what a
    `choice_filter` may ask about.
    """

    name: str
    label: Labels
    words: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Conditions are XPath (see `domain.xpath`); an empty one is no condition.

    `suggestions` are numbers to offer as buttons beside typing; `days` bounds a date by today, which both sides
    include; `minimum` and `maximum` bound a number, `step` counts from the first of them; `length` is in UTF-16 units.
    `heading` is what stands over the group, `width` how many options may stand in a row.
    A computed question is not asked: `calculation` is its value. Of any other it is what a `default` is computed from.
    `picture` is what a note shows, the name of a file by language.
    """

    name: str
    kind: Kind
    label: Labels
    hint: Labels = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    required: str = ""
    relevant: str = ""
    constraint: str = ""
    constraint_message: Labels = field(default_factory=dict)
    seen_by: str = "programme"
    topic: str = ""
    scale: str = ""
    reverse: bool = False
    multiline: bool = False
    minimum: float | None = None
    maximum: float | None = None
    suggestions: tuple[float, ...] = ()
    days: Literal["any", "past", "future"] = "any"
    length: int = TEXT_LIMIT
    heading: Labels = field(default_factory=dict)
    required_message: Labels = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    choice_filter: str = ""
    step: float | None = None
    width: int = 0
    picture: Labels = field(default_factory=dict)

    def option(self, name: str) -> Option | None:
        """The option of that name, if there is one."""
        return next((option for option in self.options if option.name == name), None)


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire: `minutes` it takes, `role` that answers it, `audience` whose tone it has by default.

    `wave` and `mentoring_form` tell the official sets apart. `purpose` says what it is for, `source` which document
    asks for it. `pictures` are digests of what its notes show, by name. `version` follows from everything else: the
    same content is the same version on every machine, and a run stays with the one that it began.
    """

    name: str
    title: Labels
    questions: tuple[Question, ...]
    mode: Mode = "named"
    minutes: int = 1
    role: str = ""
    audience: Literal["adult", "child"] = "adult"
    wave: str = ""
    mentoring_form: str = ""
    ending: Labels = field(default_factory=dict)
    purpose: Labels = field(default_factory=dict)
    source: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)
    version: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "version", sha256(self.to_json().encode()).hexdigest())

    def question(self, name: str) -> Question | None:
        """The question of that name, if there is one."""
        return next((question for question in self.questions if question.name == name), None)

    def picture(self, question: Question, language: str, tone: str = "adult") -> tuple[str, str] | None:
        """The name and the digest of the picture that a question shows; None for one that shows none."""
        name = template(question.picture, language, tone)
        return (name, self.pictures[name]) if name else None

    def to_json(self) -> str:
        """The canonical content, without the version. Defaults are left out, so that a new field changes no version."""
        return json.dumps(_content(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Form":
        """The form that `to_json` wrote, also by an older release."""
        content = json.loads(text)
        return cls(**{**content, "questions": tuple(map(_question, content["questions"]))})


def reader_told(form: Form, question: Question) -> str:
    """Who reads an answer, as whoever answers is told it: nobody is told of themselves as of somebody else."""
    if question.seen_by == "sensitive" and form.role != "mentee":
        return "sensitive_mentor"
    if question.seen_by == "shared_with_mentor" and form.role == "mentor":
        return "shared_by_mentor"
    return question.seen_by


def worded(labels: Labels, language: str, tone: str = "adult") -> str:
    """The text in that language and tone; else its adult variant, else any language; empty if there is none at all.

    Where an answer is to be put in (`${name}`), there are dots: only a card knows the answers.
    """
    text = template(labels, language, tone)
    return PIPED.sub("…", text) if "${" in text else text


def template(labels: Labels, language: str, tone: str = "adult") -> str:
    """The same, with the places of answers as they are written in the form."""
    variant = labels.get(f"{language}-{tone}") or labels.get(language)
    return variant or next((text for code, text in labels.items() if "-" not in code), "")


def _content(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kept = ((name, getattr(value, name), default) for name, default in _defaults(type(value)).items())
        return {name: _content(given) for name, given, default in kept if given != default}
    if isinstance(value, tuple):
        return [_content(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


@cache
def _defaults(owner: type) -> dict[str, Any]:
    return {
        part.name: part.default if part.default_factory is MISSING else part.default_factory()
        for part in fields(owner)
        if part.init
    }


def _question(content: dict[str, Any]) -> Question:
    options = tuple(
        Option(option["name"], option["label"], tuple(option.get("words", ())), option.get("columns", {}))
        for option in content.get("options", ())
    )
    return Question(**{**content, "options": options, "suggestions": tuple(content.get("suggestions", ()))})
