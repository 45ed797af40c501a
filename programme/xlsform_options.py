"""The options of an XLSForm's selects: a list of the choices sheet, a scale, or the list with «other» after it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from domain.forms import SCALES, Option, Question
from domain.xpath_pieces import COLUMN
from locales import LANGUAGES, texts_in
from programme.xlsform_reference import FILTER_WORD
from programme.xlsform_rows import Row
from programme.xlsform_texts import OPTION_LIMIT, checked, labels

OTHER = "other"
"""The option that pyxform adds for `or_other`; the words are asked for in a question named after it."""


def with_options(row: Row, question: Question, language: str, written: Collection[tuple[str, str]]) -> Question:
    """The question with its options; `written` are the lists and names that stand in the file. Raises FormError."""
    if row.content["type"] == "range" and question.kind == "scale":
        return replace(question, options=_scale(row, question, language))
    if question.kind not in ("choice", "choices", "yes_no", "scale"):
        return question
    list_name = str(row.content.get("list_name"))
    choices = [
        choice
        for choice in row.content.get("choices") or ()
        if (list_name, str(choice["name"])) in written or (row.other and choice["name"] == OTHER)
    ]
    asked = set(FILTER_WORD.findall(question.choice_filter))
    options = tuple(_option(row, choice, language, asked, (list_name, str(choice["name"])) in written)
                    for choice in choices)  # fmt: skip
    names = [option.name for option in options]
    if not names:
        raise row.wrong("forms.options", "type")
    if question.kind == "scale" and names != _values(question.scale):
        raise row.wrong("forms.scale_options", "type", scale=question.scale, last=SCALES[question.scale])
    if question.kind == "yes_no" and names != ["yes", "no"]:
        raise row.wrong("forms.yes_no_options", "type")
    return replace(question, options=options)


def other_words(row: Row, asked: Question) -> Question:
    """The question that asks which other one: after a select with `or_other`, for whoever picked it."""
    label = {language: texts_in(language)("forms.other_question") for language in LANGUAGES}
    return Question(
        name=row.name,
        kind="text",
        label=label,
        relevant=f"selected(${{{asked.name}}}, '{OTHER}')",
        seen_by=asked.seen_by,
        heading=asked.heading,
    )


def _option(row: Row, choice: Mapping[str, Any], language: str, asked: Collection[str], written: bool) -> Option:
    label = labels(choice.get("label"), language)
    if not written:
        label = {language: texts_in(language)("forms.other_option") for language in LANGUAGES}
    if not label:
        raise row.wrong("forms.no_option_label", "type", name=choice["name"])
    return Option(
        str(choice["name"]),
        checked(row.wrong, label, "label", OPTION_LIMIT),
        tuple(word.strip() for word in str(choice.get("words", "")).split(",") if word.strip()),
        {
            column: str(value)
            for column, value in choice.items()
            if column in asked and column != "name" and COLUMN.fullmatch(column)
        },
    )


def _scale(row: Row, question: Question, language: str) -> tuple[Option, ...]:
    limits, names = row.content["parameters"], _values(question.scale)
    if (limits.get("start"), limits.get("end"), limits.get("step", "1")) != ("1", names[-1], "1"):
        raise row.wrong("forms.range", "parameters", end=names[-1])
    return tuple(Option(name, {language: name}) for name in names)


def _values(scale: str) -> list[str]:
    return [str(number) for number in range(1, SCALES[scale] + 1)]
