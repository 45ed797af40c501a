"""Texts that children read, held against the rules of plain language: of questionnaires, built-in or a school's own."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from domain.forms import Form, Labels, worded
from domain.plain_language import SENTENCES, Breach, Measure, breaches, measure
from locales import LANGUAGES


def of_text(text: str, language: str, sentences: int = SENTENCES) -> list[Breach]:
    """What a child would stumble over in a text of that language."""
    return list(breaches(text, _measure(language), sentences))


def of_form(form: Form) -> Iterator[tuple[str, str, Breach]]:
    """Question (empty for the form itself), language and breach, of everything in the form that children read."""
    shown = list(_labels(form))
    if form.audience != "child" and not any(code.endswith("-child") for _, labels in shown for code in labels):
        return
    for place, labels in shown:
        for language in LANGUAGES:
            text = worded(labels, language, "child")
            yield from ((place, language, breach) for breach in of_text(text, language))


def _labels(form: Form) -> Iterator[tuple[str, Labels]]:
    yield from (("", form.title), ("", form.ending))
    for question in form.questions:
        said = (question.heading, question.label, question.hint, question.constraint_message, question.required_message)
        yield from ((question.name, labels) for labels in said)
        yield from ((question.name, option.label) for option in question.options)


@cache
def _measure(language: str) -> Measure:
    source = files("locales") / language / "plain_language.txt"
    return measure(source.read_text(encoding="utf-8").splitlines())
