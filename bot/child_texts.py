"""What children read in the text files: each text that has a variant for them, with stand-ins for its values."""

import re
from collections.abc import Iterator
from importlib.resources import files

from fluent.syntax import FluentParser, ast

TONE = "tone"
CHILD = "child"
VALUE = "5"
"""Stands for every value of a text: one word."""
_MARKUP = re.compile(r"</?b>")


def child_texts(language: str) -> Iterator[tuple[str, str]]:
    """Keys and texts of a language that are worded for children apart from adults."""
    for file in sorted(files("locales").joinpath(language).iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".ftl"):
            continue
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if not isinstance(entry, ast.Message):
                continue
            patterns = {"": entry.value, **{each.id.name: each.value for each in entry.attributes}}
            for part, pattern in patterns.items():
                if pattern is not None and _toned(pattern):
                    key = ".".join(filter(None, (file.name.removesuffix(".ftl"), entry.id.name, part)))
                    yield key, _MARKUP.sub("", _worded(pattern))


def _selections(pattern: ast.Pattern) -> Iterator[ast.SelectExpression]:
    for element in pattern.elements:
        if isinstance(element, ast.Placeable) and isinstance(element.expression, ast.SelectExpression):
            yield element.expression


def _toned(pattern: ast.Pattern) -> bool:
    return any(
        _by_tone(selection) or any(_toned(variant.value) for variant in selection.variants)
        for selection in _selections(pattern)
    )


def _by_tone(selection: ast.SelectExpression) -> bool:
    return isinstance(selection.selector, ast.VariableReference) and selection.selector.id.name == TONE


def _worded(pattern: ast.Pattern) -> str:
    words = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            words.append(element.value)
        elif isinstance(element.expression, ast.SelectExpression):
            words.append(_worded(_chosen(element.expression).value))
        else:
            words.append(VALUE)
    return "".join(words)


def _chosen(selection: ast.SelectExpression) -> ast.Variant:
    if _by_tone(selection):
        for variant in selection.variants:
            if isinstance(variant.key, ast.Identifier) and variant.key.name == CHILD:
                return variant
    return next(variant for variant in selection.variants if variant.default)
