"""The rows of an XLSForm's survey in order, each with what the groups around it say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.forms import Labels
from programme.xlsform_errors import FormError
from programme.xlsform_texts import HEADING_LIMIT, checked, labels, together

KEPT_ANYWAY = ("start", "end")
"""Types that make no question: every run keeps when it was opened and when it was sent."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the survey as pyxform understood it, and where it stands: in which row, under which groups.

    `other` is set on a select with `or_other` and on the question that pyxform made of it.
    """

    number: int
    content: Mapping[str, Any]
    within: str = ""
    heading: Labels = field(default_factory=dict)
    other: bool = False

    @property
    def bind(self) -> Mapping[str, Any]:
        return dict(self.content.get("bind") or {})

    @property
    def name(self) -> str:
        return str(self.content["name"])

    def wrong(self, key: str, column: str, **values: object) -> FormError:
        return FormError(key, "survey", self.number, column, **values)


def rows(children: Sequence[Mapping[str, Any]], numbers: Mapping[str, int], language: str) -> Iterator[Row | FormError]:
    """The questions of pyxform's tree in order, or what is wrong with a group; the condition and the heading of a group
    go to every question within it.

    `numbers` tells in which row of the sheet a name stands.
    """
    yield from _rows(children, numbers, language, Row(0, {"name": ""}))


def _rows(
    children: Sequence[Mapping[str, Any]], numbers: Mapping[str, int], language: str, group: Row
) -> Iterator[Row | FormError]:
    for child in children:
        name = str(child.get("name"))
        if name == "meta" or child["type"] in KEPT_ANYWAY:
            continue
        row = Row(numbers.get(name, 0), child, group.within, group.heading)
        if child["type"] != "group":
            yield row
            continue
        within = both(group.within, str(row.bind.get("relevant", "")))
        try:
            heading = together(group.heading, _heading(row, language), " · ")
        except FormError as error:
            yield error
            heading = group.heading
        yield from _rows(child["children"], numbers, language, Row(row.number, child, within, heading))


def _heading(row: Row, language: str) -> Labels:
    for column in ("hint", "guidance_hint", "default", "choice_filter"):
        if row.content.get(column):
            raise row.wrong("forms.group", column)
    if row.content.get("media"):
        raise row.wrong("form_pictures.place", "media::image")
    for column in row.bind:
        if column != "relevant":
            raise row.wrong("forms.group", {"jr:constraintMsg": "constraint_message"}.get(column, column))
    return checked(row.wrong, labels(row.content.get("label"), language), "label", HEADING_LIMIT, piped=True)


def both(one: str, other: str) -> str:
    """One condition of two."""
    return f"({one}) and ({other})" if one and other else one or other
