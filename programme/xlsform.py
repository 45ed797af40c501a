"""A row of an XLSForm, as pyxform understood it, becomes a question; what the bot does not support is refused."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.forms import ALWAYS, READERS, SCALES, TEXT_LIMIT, Kind, Labels, Option, Question

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
    "note": "note",
    "acknowledge": "acknowledge",
    "trigger": "acknowledge",
}
"""Types of questions as pyxform names them, and our kinds."""

MEANT_FOR: Mapping[str, tuple[Kind, ...]] = {
    "scale": ("scale", "yes_no"),
    "reverse": ("scale", "yes_no"),
    "minimum": ("whole", "number"),
    "maximum": ("whole", "number"),
    "suggestions": ("whole",),
    "days": ("day",),
    "length": ("text",),
}
"""Columns of ours that say nothing on any other kind of question."""

LABEL_LIMIT = 1000
"""Characters of a question or a hint: both stand on one card with the buttons' words, in one message of 4096."""

OPTION_LIMIT = 60
"""Characters of an option: longer ones are cut on the buttons of a phone."""

LENGTH_LIMIT = 3000
"""The most that a form may let people type, in UTF-16 units: the answer is shown back in one message of 4096."""

LANGUAGE = re.compile(r"(?:.*\()?([a-z]{2,3}(?:-child)?)\)?$", re.DOTALL)


class FormError(ValueError):
    """A cell that the bot does not support: sheet, row (the header is row 1; 0 is the whole sheet), column, advice.

    `key` is the text key of the advice, `values` its values.
    """

    def __init__(self, key: str, sheet: str = "survey", row: int = 0, column: str = "", **values: object) -> None:
        super().__init__(key, sheet, row, column, values)
        self.key, self.sheet, self.row, self.column, self.values = key, sheet, row, column, values


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the survey as pyxform understood it, and where it stands."""

    number: int
    content: Mapping[str, Any]
    within: str

    @property
    def bind(self) -> Mapping[str, Any]:
        return dict(self.content.get("bind") or {})

    def wrong(self, key: str, column: str, **values: object) -> FormError:
        return FormError(key, "survey", self.number, column, **values)


def rows(children: Sequence[Mapping[str, Any]], numbers: Mapping[str, int], within: str = "") -> Iterator[Row]:
    """The questions of pyxform's tree in order; the condition of a group goes to every question within it.

    `numbers` tells in which row of the sheet a name stands.
    """
    for child in children:
        name = str(child.get("name"))
        if name == "meta":
            continue
        row = Row(numbers.get(name, 0), child, within)
        if child["type"] != "group":
            yield row
            continue
        if child.get("label") or child.get("control"):
            raise row.wrong("forms.group", "label")
        yield from rows(child["children"], numbers, _both(within, str(row.bind.get("relevant", ""))))


def _both(one: str, other: str) -> str:
    return f"({one}) and ({other})" if one and other else one or other


def read(row: Row, language: str) -> Question:
    """The question of a row; `language` is that of columns which name none. Raises FormError."""
    content, bind = row.content, row.bind
    kind = _kind(row)
    for column, kinds in MEANT_FOR.items():
        if column in bind and kind not in kinds:
            raise row.wrong("forms.misplaced", f"bind::{column}", kind=kind)
    minimum, maximum = (_figure(row, f"bind::{side}") for side in ("minimum", "maximum"))
    if (minimum is None) != (maximum is None) or (minimum or 0) > (maximum or 0):
        raise row.wrong("forms.both_limits", "bind::minimum")
    required = str(bind.get("required", ""))
    return Question(
        name=str(content["name"]),
        kind=kind,
        label=_label(row, content.get("label"), language),
        hint=_label(row, content["hint"], language, "hint") if content.get("hint") else {},
        options=_options(row, kind, language),
        required={"yes": ALWAYS, "true": ALWAYS, "no": "", "false": "", "false()": ""}.get(required.lower(), required),
        relevant=_both(row.within, str(bind.get("relevant", ""))),
        constraint=str(bind.get("constraint", "")),
        constraint_message=labels(bind.get("jr:constraintMsg"), language),
        seen_by=_one_of(row, "bind::seen_by", READERS),
        topic=str(bind.get("topic", "")),
        scale=str(bind.get("scale", "")),
        reverse=_one_of(row, "bind::reverse", ("no", "yes")) == "yes",
        multiline=_appearance(row, kind) == "multiline",
        minimum=minimum,
        maximum=maximum,
        suggestions=_suggestions(row),
        days=_one_of(row, "bind::days", ("any", "past", "future")),
        length=int(_figure(row, "bind::length") or TEXT_LIMIT),
    )


def _kind(row: Row) -> Kind:
    kind = KINDS.get(str(row.content["type"]))
    if kind is None or (kind == "scale" and row.bind.get("scale") not in SCALES):
        raise row.wrong("forms.type", "type", type=str(row.content["type"]), known=", ".join(KINDS))
    scale, special = row.bind.get("scale"), row.bind.get("kind")
    if special is not None:
        if (special, kind) != ("phone", "text"):
            raise row.wrong("forms.value", "bind::kind", value=special, known="phone")
        return "phone"
    if kind == "choice" and scale is not None:
        if scale not in (*SCALES, "yn"):
            raise row.wrong("forms.value", "bind::scale", value=scale, known=", ".join((*SCALES, "yn")))
        return "yes_no" if scale == "yn" else "scale"
    return kind


def _options(row: Row, kind: Kind, language: str) -> tuple[Option, ...]:
    scale = str(row.bind.get("scale", ""))
    if row.content["type"] == "range":
        limits = row.content["parameters"]
        names = [str(number) for number in range(1, SCALES[scale] + 1)]
        if (limits.get("start"), limits.get("end"), limits.get("step", "1")) != ("1", names[-1], "1"):
            raise row.wrong("forms.range", "parameters", end=names[-1])
        return tuple(Option(name, {language: name}) for name in names)
    if kind not in ("choice", "choices", "yes_no", "scale"):
        return ()
    choices = row.content.get("choices")
    if not choices or row.content.get("parameters"):
        raise row.wrong("forms.options", "type")
    options = tuple(
        Option(
            str(choice["name"]),
            _label(row, choice.get("label"), language, limit=OPTION_LIMIT),
            tuple(word.strip() for word in str(choice.get("words", "")).split(",") if word.strip()),
        )
        for choice in choices
    )
    names = [option.name for option in options]
    if kind == "scale" and names != [str(number) for number in range(1, SCALES[scale] + 1)]:
        raise row.wrong("forms.scale_options", "type", scale=scale, last=SCALES[scale])
    if kind == "yes_no" and names != ["yes", "no"]:
        raise row.wrong("forms.yes_no_options", "type")
    if len(set(names)) < len(names):
        raise row.wrong("forms.options", "type")
    return options


def labels(given: object, language: str) -> Labels:
    """Texts by language code; pyxform keeps a column's language as it was typed, `Russian (ru)` or `ru`."""
    if not given:
        return {}
    if not isinstance(given, Mapping):
        return {language: str(given)}
    found = ((LANGUAGE.match(str(name)), str(text)) for name, text in given.items())
    return {match[1] if match else language: text for match, text in found}


def _label(row: Row, given: object, language: str, column: str = "label", limit: int = LABEL_LIMIT) -> Labels:
    found = labels(given, language)
    if not any("-" not in code for code in found):
        raise row.wrong("forms.no_label", column)
    if any("${" in text for text in found.values()):
        raise row.wrong("forms.piping", column)
    if longest := max((text for text in found.values() if len(text) > limit), key=len, default=""):
        raise row.wrong("forms.label_long", column, length=len(longest), limit=limit)
    return found


def _figure(row: Row, column: str) -> float | None:
    given = row.bind.get(column.removeprefix("bind::"))
    if given is None:
        return None
    try:
        figure = float(str(given))
    except ValueError:
        raise row.wrong("forms.figure", column, value=given) from None
    if column == "bind::length" and not 1 <= figure <= LENGTH_LIMIT:
        raise row.wrong("forms.length", column, limit=LENGTH_LIMIT)
    return figure


def _suggestions(row: Row) -> tuple[int, ...]:
    given = str(row.bind.get("suggestions", "")).split()
    if not all(re.fullmatch(r"\d{1,9}", number, re.ASCII) for number in given):
        raise row.wrong("forms.suggestions", "bind::suggestions")
    return tuple(map(int, given))


def _appearance(row: Row, kind: Kind) -> str:
    given = str((row.content.get("control") or {}).get("appearance", ""))
    if given and not (given == "multiline" and kind == "text"):
        raise row.wrong("forms.value", "appearance", value=given, known="multiline")
    return given


def _one_of(row: Row, column: str, known: Sequence[str]) -> Any:
    given = str(row.bind.get(column.removeprefix("bind::"), known[0]))
    if given not in known:
        raise row.wrong("forms.value", column, value=given, known=", ".join(known))
    return given
