"""A row of an XLSForm, as pyxform understood it, becomes a question; what the bot does not support is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.forms import ALWAYS, READERS, SCALES, TEXT_LIMIT, Kind, Labels, Question
from programme.xlsform_errors import FormError
from programme.xlsform_numbers import figure, limits, range_of
from programme.xlsform_pictures import named
from programme.xlsform_reference import APPEARANCES, EFFECTLESS, REFUSED_APPEARANCES
from programme.xlsform_rows import Row, both
from programme.xlsform_texts import LABEL_LIMIT, checked, labels, together

__all__ = ["FormError", "read"]

KINDS: Mapping[str, Kind] = {
    "select one": "choice",
    "select all that apply": "choices",
    "range": "scale",
    "text": "text",
    "string": "text",
    "integer": "whole",
    "int": "whole",
    "decimal": "number",
    "date": "day",
    "time": "time",
    "dateTime": "moment",
    "note": "note",
    "acknowledge": "acknowledge",
    "trigger": "acknowledge",
    "calculate": "computed",
    "today": "computed",
}
"""Types of questions as pyxform names them, and our kinds."""

MEANT_FOR: Mapping[str, tuple[Kind, ...]] = {
    "scale": ("scale", "yes_no"),
    "reverse": ("scale", "yes_no"),
    "minimum": ("whole", "number"),
    "maximum": ("whole", "number"),
    "suggestions": ("whole",),
    "days": ("day", "moment"),
    "length": ("text",),
    "calculate": ("computed",),
}
"""Columns that say nothing on any other kind of question."""

UNASKED: Sequence[Kind] = ("note", "computed")
"""Kinds without an answer of a person: nothing of what judges answers is for them."""

ROW_OF_FIVE = 5


def read(row: Row, language: str) -> Question:
    """The question of a row, without its options; `language` is that of columns which name none. Raises FormError."""
    kind = _kind(row)
    _check_columns(row, kind)
    bind = row.bind
    required = str(bind.get("required", ""))
    shown = _appearance(row, kind)
    minimum, maximum, step, suggestions = limits(row, kind)
    return Question(
        name=row.name,
        kind=kind,
        label=_label(row, kind, language),
        hint=_hint(row, language),
        required={"yes": ALWAYS, "true": ALWAYS, "no": "", "false": "", "false()": ""}.get(required.lower(), required),
        relevant=both(row.within, str(bind.get("relevant", ""))),
        constraint=str(bind.get("constraint", "")),
        constraint_message=_text(row, bind.get("jr:constraintMsg"), language, "constraint_message"),
        required_message=_text(row, bind.get("jr:requiredMsg"), language, "required_message"),
        seen_by=_one_of(row, "bind::seen_by", READERS),
        topic=str(bind.get("topic", "")),
        scale=str(bind.get("scale", "")),
        reverse=_one_of(row, "bind::reverse", ("no", "yes")) == "yes",
        multiline="multiline" in shown or "rows" in str(row.content.get("parameters", "")),
        minimum=minimum,
        maximum=maximum,
        suggestions=suggestions,
        days=_one_of(row, "bind::days", ("any", "past", "future")),
        length=int(figure(row, "bind::length") or TEXT_LIMIT),
        heading={} if kind == "computed" else row.heading,
        calculation=_calculation(row, kind),
        default="" if row.content.get("_dynamic_default") else str(row.content.get("default", "")),
        choice_filter=str(row.content.get("choice_filter", "")),
        step=step,
        width=max((_width(word) for word in shown), default=0),
        picture=named(row, kind, language),
    )


def _kind(row: Row) -> Kind:
    kind = KINDS[str(row.content["type"])]
    scale, special = row.bind.get("scale"), row.bind.get("kind")
    if row.content["type"] == "range" and scale is None:
        return "whole" if all(float(value).is_integer() for value in range_of(row)) else "number"
    if scale is not None and kind in ("choice", "scale"):
        known = (*SCALES, "yn") if kind == "choice" else tuple(SCALES)
        if scale not in known:
            raise row.wrong("forms.value", "bind::scale", value=scale, known=", ".join(known))
        kind = "yes_no" if scale == "yn" else "scale"
    if special is not None:
        if (special, kind) != ("phone", "text"):
            raise row.wrong("forms.value", "bind::kind", value=special, known="phone")
        return "phone"
    return kind


def _check_columns(row: Row, kind: Kind) -> None:
    bind = row.bind
    for column, kinds in MEANT_FOR.items():
        if column in bind and kind not in kinds:
            raise row.wrong("forms.misplaced", "calculation" if column == "calculate" else f"bind::{column}", kind=kind)
    if row.content["type"] == "range" and {"minimum", "maximum", "suggestions"} & bind.keys():
        raise row.wrong("forms.misplaced", "bind::minimum", kind="range")
    judging = {"constraint": "constraint", "required": "required", "jr:requiredMsg": "required_message"}
    for column, written in judging.items():
        if kind in UNASKED and str(bind.get(column, "no")).lower() not in ("no", "false", "false()"):
            raise row.wrong("forms.misplaced", written, kind=kind)
    if row.content.get("default") and kind in (*UNASKED, "acknowledge") and not _is_default_calculation(row):
        raise row.wrong("forms.misplaced", "default", kind=kind)
    if row.content.get("choice_filter") and kind not in ("choice", "choices"):
        raise row.wrong("forms.misplaced", "choice_filter", kind=kind)


def _is_default_calculation(row: Row) -> bool:
    """A `calculate` may say what it is in the column `default` (pyxform)."""
    return row.content["type"] == "calculate" and not row.bind.get("calculate")


def _label(row: Row, kind: Kind, language: str) -> Labels:
    found = checked(row.wrong, labels(row.content.get("label"), language), "label", LABEL_LIMIT, piped=True)
    if not found and kind != "computed":
        raise row.wrong("forms.no_label", "label")
    return found or {language: row.name}  # nobody is asked it, but lists of answers name it


def _hint(row: Row, language: str) -> Labels:
    """The hint, and below it the guidance: a card has room for both."""
    hint = checked(row.wrong, labels(row.content.get("hint"), language), "hint", LABEL_LIMIT, piped=True)
    guidance = labels(row.content.get("guidance_hint"), language)
    return together(hint, checked(row.wrong, guidance, "guidance_hint", LABEL_LIMIT, piped=True), "\n")


def _text(row: Row, given: object, language: str, column: str) -> Labels:
    return checked(row.wrong, labels(given, language), column, LABEL_LIMIT)


def _calculation(row: Row, kind: Kind) -> str:
    if row.content["type"] == "today":
        return "today()"
    if kind == "computed":
        return str(row.bind.get("calculate") or row.content.get("default"))
    return str(row.content["default"]) if row.content.get("_dynamic_default") else ""


def _appearance(row: Row, kind: Kind) -> list[str]:
    """The words of the cell, all of which are for questions of the kind."""
    shown = str((row.content.get("control") or {}).get("appearance", "")).split()
    known = [word for word, kinds in {**APPEARANCES, **EFFECTLESS}.items() if kind in kinds]
    for word in shown:
        if word not in known:
            advice = REFUSED_APPEARANCES.get(word, "forms.appearance")
            raise row.wrong(advice, "appearance", value=word, known=", ".join(known) or "—")
    return shown


def _width(word: str) -> int:
    if word in ("likert", "horizontal", "columns", "columns-pack"):
        return ROW_OF_FIVE
    return int(word.removeprefix("columns-")) if word.startswith("columns-") else 0


def _one_of(row: Row, column: str, known: Sequence[str]) -> Any:
    given = str(row.bind.get(column.removeprefix("bind::"), known[0]))
    if given not in known:
        raise row.wrong("forms.value", column, value=given, known=", ".join(known))
    return given
