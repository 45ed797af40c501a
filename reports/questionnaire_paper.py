"""A questionnaire for those who answer with a pen: A4, boxes to tick, and the code by which it is entered later."""

import json
import unicodedata
from base64 import b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from io import BytesIO
from typing import Any

from sqlalchemy.orm import Session

import db.form_pictures
import db.organisations
import db.runs
from domain import paper_twin
from domain.forms import READERS, Form, Mode, Option, Question, reader_told, worded
from domain.paper_twin import Term
from locales import Texts, texts_in
from programme import forms
from programme.standing import REVIEW_FROM
from reports import qr
from reports.figures import one_line

WIDTH = 120
"""UTF-16 units of a school's name."""
SHORT = 26
"""Characters of an option up to which options stand in two columns."""
STEP = 18
"""Characters of a word of a scale up to which the whole scale stands in one row."""
TWO_COLUMNS = 4
"""So many options or more may stand in two columns."""
LINES = ((100, 1), (300, 2), (500, 3), (1000, 5))
"""Lines to write on, by the length that an answer may have; more for longer ones."""
MOST_LINES = 9
TOLD_AT_THE_TOP: Mapping[Mode, Collection[str]] = {
    "named": ("programme",),
    "confidential": ("programme", "sensitive"),
    "anonymous": READERS,
}
"""Readers whom the head of the sheet names; of others each question tells itself."""
PICTURES = 0x2600
"""From here on symbols are pictures, which the printer's font does not have."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: the questionnaire as it is on paper, its code, whose school, how people are told apart, in
    which tone they are spoken to, and its pictures by digest.
    """

    form: Form
    code: str
    organisation: str
    in_codes: bool
    tone: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def gather(session: Session, version: str, organisation: int, names: str, tone: str) -> Sheet:
    """The sheet of a version in a tone; `names` is CHAT_NAMES."""
    known = db.runs.version(session, version)
    assert known, "a version that was offered is never deleted"
    form = paper_twin.printed(forms.of_version(known))
    school = db.organisations.by_id(session, organisation).name
    pictures = db.form_pictures.contents(session, form.pictures.values())
    return Sheet(form, paper_twin.code(version), one_line(school, WIDTH), names == "codes", tone, pictures)


def render(sheet: Sheet, texts: Texts) -> bytes:
    """The PDF; takes tenths of a second of processor: call it in a thread."""
    import typst  # late: start-up does not need it

    words = content(sheet, texts_in(texts.language, sheet.tone))
    source = (files("reports") / "templates" / "questionnaire.typ").read_bytes()
    inputs = {"document": json.dumps(words, ensure_ascii=False)}
    compiler = typst.Compiler(source, ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


def content(sheet: Sheet, texts: Texts) -> dict[str, Any]:
    """What is printed, as words and numbers for the template; `texts` are in the tone of those who answer."""
    form = sheet.form
    anonymous = form.mode == "anonymous"
    questions = [_question(form, question, texts) for question in form.questions]
    above = [_drawn(sheet, question, texts) for question in form.questions]
    return {
        "language": texts.language,
        "child": sheet.tone == "child",
        "title": _printed(worded(form.title, texts.language, texts.tone)),
        "organisation": sheet.organisation,
        "code": sheet.code,
        "qr": qr.svg(sheet.code),
        "who": [] if anonymous else [texts(f"questionnaire_paper.{each}") for each in _told_apart(sheet)],
        "mode": texts(f"questionnaire_paper.mode_{form.mode}", by="code" if sheet.in_codes else "name"),
        "how": texts("questionnaire_paper.how"),
        "time": texts("questionnaire_paper.minutes", minutes=form.minutes) if form.minutes >= REVIEW_FROM else "",
        "questions": [{**each, **shown} for each, shown in zip(questions, above, strict=True) if each],
        "thanks": texts(f"questionnaire_paper.thanks_{'box' if anonymous else 'hand'}"),
        "page": texts("questionnaire_paper.page"),
    }


def _told_apart(sheet: Sheet) -> tuple[str, ...]:
    if sheet.in_codes:
        return ("code",)
    return ("name", "group") if sheet.tone == "child" else ("name",)


def _question(form: Form, question: Question, texts: Texts) -> dict[str, Any] | None:
    """What is printed of a question; None for what is computed, and for words that a condition nobody can read calls
    for.
    """
    when = _when(form, question, texts) if question.relevant else ""
    if question.kind == "computed" or (question.kind == "note" and when == texts("questionnaire_paper.if_fits")):
        return None
    told = question.kind != "note" and question.seen_by not in TOLD_AT_THE_TOP[form.mode]
    return {
        "number": paper_twin.numbers(form).get(question.name, 0),
        "heading": _printed(worded(question.heading, texts.language, texts.tone)),
        "when": when,
        "label": _printed(worded(question.label, texts.language, texts.tone)),
        "hint": _hint(question, texts),
        "reader": texts(f"runs.seen_{reader_told(form, question)}") if told else "",
        **_space(question, texts),
    }


def _drawn(sheet: Sheet, question: Question, texts: Texts) -> dict[str, str]:
    """The picture of a note, in base64 within an SVG of its size: the template takes no files."""
    from PIL import Image

    found = sheet.form.picture(question, texts.language, texts.tone)
    if found is None:
        return {}
    content = sheet.pictures[found[1]]
    with Image.open(BytesIO(content)) as picture:
        width, height, kind = *picture.size, Image.MIME[picture.format or "PNG"]
    size = f'width="{width}" height="{height}"'
    image = f'<image {size} href="data:{kind};base64,{b64encode(content).decode()}"/>'
    return {"picture": f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'}


def _hint(question: Question, texts: Texts) -> str:
    hint = _printed(worded(question.hint, texts.language, texts.tone))
    several = [texts("questionnaire_paper.several")] if question.kind == "choices" and not hint else []
    limits = []
    if question.kind in ("whole", "number") and question.minimum is not None and question.maximum is not None:
        lowest, highest = texts.number(question.minimum), texts.number(question.maximum)
        limits = [texts("questionnaire_paper.between", lowest=lowest, highest=highest)]
    return " ".join(filter(None, (hint, *several, *limits)))


def _space(question: Question, texts: Texts) -> dict[str, Any]:
    """Where the answer goes: `kind` is a drawing of the template."""
    words = [_option(option, texts) for option in question.options]
    match question.kind:
        case "scale" if question.scale == "faces3":
            return {"kind": "faces", "options": words}
        case "scale" if all(word.isdecimal() for word in words):
            return {"kind": "row", "options": words}
        case "scale" if max(map(len, words)) <= STEP:
            return {"kind": "steps", "options": words}
        case "choice" | "choices" | "yes_no" | "scale":
            short = max(map(len, words)) <= SHORT
            columns = 2 if short and (len(words) >= TWO_COLUMNS or question.kind == "yes_no") else 1
            return {"kind": "boxes", "options": words, "columns": columns}
        case "acknowledge":
            return {"kind": "boxes", "options": [texts("questionnaire_paper.agree")], "columns": 1}
        case "text":
            lines = next((lines for length, lines in LINES if question.length <= length), MOST_LINES)
            return {"kind": "lines", "count": lines}
        case "day" | "time" | "moment":
            return {"kind": "moment", "date": question.kind != "time", "time": question.kind != "day"}
        case "note":
            return {"kind": "note"}
        case _:
            return {"kind": "blank"}


def _option(option: Option, texts: Texts) -> str:
    """The words of an option; its name where there is nothing but a picture."""
    return _printed(worded(option.label, texts.language, texts.tone)) or option.name


def _when(form: Form, question: Question, texts: Texts) -> str:
    """Who is to answer: in words that name the questions to look at, or plain advice where that would be too long."""
    condition = paper_twin.condition(form, question)
    if condition is None:
        return texts("questionnaire_paper.if_fits")
    joint = texts(f"questionnaire_paper.{'and' if condition.every else 'or'}")
    told = f" {joint} ".join(_term(form, term, texts) for term in condition.terms)
    return texts("questionnaire_paper.if_note" if question.kind == "note" else "questionnaire_paper.if", condition=told)


def _term(form: Form, term: Term, texts: Texts) -> str:
    options = ((name, term.question.option(name)) for name in term.values)
    words = [_option(option, texts) if option else name for name, option in options]
    quoted = f" {texts('questionnaire_paper.or')} ".join(
        texts("questionnaire_paper.quoted", word=word) for word in words
    )
    number = paper_twin.numbers(form)[term.question.name]
    return texts(f"questionnaire_paper.if_{term.says}", number=number, answer=quoted)


def _printed(text: str) -> str:
    """Words without pictures, which no font of the template has."""
    kept = (sign for sign in text if not (unicodedata.category(sign) in ("So", "Sk", "Cf") and ord(sign) >= PICTURES))
    return " ".join("".join(kept).replace("\ufe0f", "").split())
