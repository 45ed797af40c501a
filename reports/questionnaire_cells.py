"""A questionnaire as the cells of an XLSForm, from which the very same questionnaire is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from babel import Locale

from domain.forms import ALWAYS, TEXT_LIMIT, Form, Labels, Option, Question, worded
from locales import DEFAULT_LANGUAGE
from programme.xlsform_texts import LABEL_LIMIT

Cells = Mapping[str, str]
"""One row of a sheet: values by column."""

TYPES = {
    "choice": "select_one", "scale": "select_one", "yes_no": "select_one", "choices": "select_multiple",
    "text": "text", "phone": "text", "whole": "integer", "number": "decimal", "day": "date", "time": "time",
    "moment": "dateTime", "note": "note", "acknowledge": "acknowledge", "computed": "calculate",
}  # fmt: skip
"""Types of XLSForm by our kinds of question."""
BETWEEN = " · "
"""What stands between the headings of groups within each other."""


def sheets(form: Form) -> dict[str, list[Cells]]:
    """The rows of each sheet; the form names its languages itself."""
    lists = Lists()
    survey = list(_survey(form, lists))
    return {"survey": survey, "choices": lists.rows(), "settings": [_settings(form)]}


@dataclass(slots=True)
class Lists:
    """The lists of options, each written once however many questions share it."""

    names: dict[tuple[Any, ...], str] = field(default_factory=dict)
    options: dict[str, tuple[Option, ...]] = field(default_factory=dict)

    def name(self, question: Question) -> str:
        """The list of a question's options."""
        content = tuple(
            (each.name, each.words, *sorted(each.label.items()), *sorted(each.columns.items()))
            for each in question.options
        )
        if content not in self.names:
            wanted = question.scale or question.name
            numbers = ("", *map(str, range(2, len(self.names) + 3)))
            self.names[content] = next(name for number in numbers if (name := wanted + number) not in self.options)
            self.options[self.names[content]] = question.options
        return self.names[content]

    def rows(self) -> list[Cells]:
        """The sheet `choices`."""
        return [
            {
                "list_name": name,
                "name": option.name,
                **_texts("label", option.label),
                **option.columns,
                "words": ", ".join(option.words),
            }
            for name, options in self.options.items()
            for option in options
        ]


def _survey(form: Form, lists: Lists) -> Iterator[Cells]:
    """The sheet `survey`: questions under one heading are a group; conditions stand at the questions themselves."""
    names = (name for number in count(1) if form.question(name := f"group_{number}") is None)
    opened: list[Labels] = []
    for question in form.questions:
        wanted = opened if question.kind == "computed" else _headings(question.heading)
        if wanted != opened:
            yield from ({"type": "end_group"} for _ in opened)
            yield from ({"type": "begin_group", "name": next(names), **_texts("label", each)} for each in wanted)
            opened = wanted
        yield _question(question, lists)
    yield from ({"type": "end_group"} for _ in opened)


def _headings(heading: Labels) -> list[Labels]:
    """The headings of the groups within each other that a question stands in."""
    parts = {code: text.split(BETWEEN) for code, text in heading.items()}
    depth = {len(each) for each in parts.values()}
    if len(depth) != 1:
        return [heading] if heading else []
    return [{code: each[place] for code, each in parts.items()} for place in range(depth.pop())]


def _question(question: Question, lists: Lists) -> Cells:
    ranged = is_range(question)
    kind = "range" if ranged else TYPES[question.kind]
    listed = bool(question.options) and not ranged
    stepped = question.step is not None
    hint, guidance = _hints(question.hint)
    return {
        "type": f"{kind} {lists.name(question)}" if listed else kind,
        "name": question.name,
        **_texts("label", question.label),
        **_texts("hint", hint),
        **_texts("guidance_hint", guidance),
        "required": "yes" if question.required == ALWAYS else question.required,
        **_texts("required_message", question.required_message),
        "relevant": question.relevant,
        "constraint": question.constraint,
        **_texts("constraint_message", question.constraint_message),
        "calculation": question.calculation if question.kind == "computed" else "",
        "default": question.default or (question.calculation if question.kind != "computed" else ""),
        "choice_filter": question.choice_filter,
        "appearance": "multiline" if question.multiline else f"columns-{question.width}" if question.width else "",
        "parameters": _range(question) if ranged else "",
        **_texts("media::image", question.picture),
        "bind::seen_by": question.seen_by,
        "bind::topic": question.topic,
        "bind::scale": question.scale,
        "bind::reverse": "yes" if question.reverse else "",
        "bind::kind": "phone" if question.kind == "phone" else "",
        "bind::minimum": "" if stepped else _figure(question.minimum),
        "bind::maximum": "" if stepped else _figure(question.maximum),
        "bind::suggestions": "" if stepped else " ".join(map(str, question.suggestions)),
        "bind::days": "" if question.days == "any" else question.days,
        "bind::length": "" if question.length == TEXT_LIMIT else str(question.length),
    }


def _hints(hint: Labels) -> tuple[Labels, Labels]:
    """The hint and the guidance below it: two cells where one would be longer than it may."""
    if all(len(text) <= LABEL_LIMIT for text in hint.values()):
        return hint, {}
    parted = {code: (text[: LABEL_LIMIT + 1].rfind("\n"), text) for code, text in hint.items()}
    return (
        {code: text[:place] for code, (place, text) in parted.items()},
        {code: text[place + 1 :] for code, (place, text) in parted.items()},
    )


def _range(question: Question) -> str:
    first, last, step = question.minimum, question.maximum, question.step
    if question.kind == "scale":
        first, last, step = 1, len(question.options), 1
    return f"start={_figure(first)} end={_figure(last)} step={_figure(step)}"


def is_range(question: Question) -> bool:
    """Whether numbers are asked for without a list of options: from one to another by steps, or as a bare scale."""
    return question.step is not None or _is_bare(question)


def _is_bare(question: Question) -> bool:
    bare = [option.label == {code: option.name} for option in question.options for code in [*option.label][:1]]
    return question.kind == "scale" and all(bare) and not any(option.words for option in question.options)


def _settings(form: Form) -> Cells:
    ranges = (question.options[0].label for question in form.questions if _is_bare(question))
    labels = next(ranges, form.title)
    language = DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in labels else next(iter(labels))
    return {
        "form_id": form.name,
        "form_title": worded(form.title, language),
        "default_language": language,
        **_texts("heading", form.title),
        "mode": form.mode,
        "minutes": str(form.minutes),
        "role": form.role,
        "audience": form.audience,
        "wave": form.wave,
        "mentoring_form": form.mentoring_form,
        "source": form.source,
        **_texts("purpose", form.purpose),
        **_texts("ending", form.ending),
    }


def _texts(column: str, labels: Labels) -> Cells:
    """A text in each of its languages, the columns headed as people know them: `label::Русский (ru)`."""
    return {f"{column}::{_language(code)}": text for code, text in sorted(labels.items(), key=_russian_first)}


def _russian_first(label: tuple[str, str]) -> tuple[bool, str]:
    code = label[0]
    return not code.startswith(DEFAULT_LANGUAGE), code


def _language(code: str) -> str:
    language = code.partition("-")[0]
    name = Locale.parse(language).get_display_name() or language
    return f"{name[0].upper()}{name[1:]} ({code})"


def _figure(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"
