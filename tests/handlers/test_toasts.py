"""What pops up over the chat fits into it: Telegram shows 200 characters of the answer to a press, and no more."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from locales import LANGUAGES

ROOT = Path(__file__).parent.parent.parent
LIMIT = 200
"""Telegram's, in UTF-16 units."""
LONGEST = {"count": 4, "going": 4, "spared": 4, "day": 20, "why": 130, "questions": 150, "name": 120}
"""The longest that a value comes to: `questions` are cut, `name` is a school's. What is not here is somebody's name."""
A_NAME = 60
REFUSALS = {"Refused", "Refusal"}
"""What a verb answers with the key of a text, which a press says in a toast; but a line from paper is always typed."""
TYPED = "paper_entry.line_"


Function = ast.FunctionDef | ast.AsyncFunctionDef
MODULES = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "handlers").glob("*.py"))}
FUNCTIONS = {
    (module, node.name): node
    for module, tree in MODULES.items()
    for node in ast.walk(tree)
    if isinstance(node, Function)
}
FROM = {
    (module, name.asname or name.name): (node.module.removeprefix("handlers."), name.name)
    for module, tree in MODULES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("handlers.")
    for name in node.names
}
"""Which function of which module a name stands for."""


def called(call: ast.AST, module: str) -> tuple[str, str]:
    name = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
    return FROM.get((module, name), (module, name))


def said() -> set[str]:
    """The keys of every text that may pop up, with `*` for a gap: what a toast is given, followed to its source."""
    sinks: dict[tuple[str, str], set[int]] = defaultdict(set, {("replies", "toast"): {1}})
    found: set[str] = set()

    def follow(node: ast.AST | None, place: tuple[str, str]) -> None:
        match node:
            case ast.Constant(value=str(key)):
                found.add(key)
            case ast.JoinedStr(values=parts):
                found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts))
            case ast.IfExp(body=first, orelse=second):
                follow(first, place)
                follow(second, place)
            case ast.BoolOp(values=values):
                for value in values:
                    follow(value, place)
            case ast.Await(value=value):
                follow(value, place)
            case ast.Name(id=name):
                _follow_name(name, place)
            case ast.Call(args=[first, *_]) if ast.unparse(node.func).endswith("texts"):
                follow(first, place)
            case ast.Call() if (callee := called(node, place[0])) in FUNCTIONS:
                for each in ast.walk(FUNCTIONS[callee]):
                    if isinstance(each, ast.Return):
                        follow(each.value, callee)

    def _follow_name(name: str, place: tuple[str, str]) -> None:
        function = FUNCTIONS[place]
        parameters = [argument.arg for argument in function.args.args]
        if name in parameters:
            sinks[place].add(parameters.index(name))
        for each in ast.walk(function):
            for target in each.targets if isinstance(each, ast.Assign) else ():
                pairs = [(target, each.value)]
                if isinstance(target, ast.Tuple) and isinstance(each.value, ast.Tuple):
                    pairs = list(zip(target.elts, each.value.elts, strict=True))
                for left, right in pairs:
                    if isinstance(left, ast.Name) and left.id == name:
                        follow(right, place)

    known = -1
    while known != (known := sum(map(len, sinks.values()))):
        for place, function in FUNCTIONS.items():
            for call in ast.walk(function):
                for argument in tuple(sinks.get(called(call, place[0]), ())):
                    if isinstance(call, ast.Call) and len(call.args) > argument:
                        follow(call.args[argument], place)
    return found


def refusals() -> set[str]:
    """The keys with which verbs refuse."""
    files = [*(ROOT / "programme").glob("*.py"), *(ROOT / "domain").glob("*.py")]
    made = (call for path in files for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {
        part.value
        for call in made
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in REFUSALS
        for part in ast.walk(call)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and not part.value.startswith(TYPED)
    }


def messages(language: str) -> dict[str, fluent.Pattern]:
    found = {}
    for path in (ROOT / "locales" / language).glob("*.ftl"):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Message) and entry.value is not None:
                found[f"{path.stem}.{entry.id.name}"] = entry.value
    return found


def longest(pattern: fluent.Pattern) -> int:
    """UTF-16 units of a text with its longest variants and values."""
    return sum(_longest(part) for part in pattern.elements)


def _longest(part: fluent.TextElement | fluent.Placeable) -> int:
    if isinstance(part, fluent.TextElement):
        return len(part.value.encode("utf-16-le")) // 2
    match part.expression:
        case fluent.SelectExpression(variants=variants):
            return max(longest(variant.value) for variant in variants)
        case fluent.VariableReference(id=name):
            return LONGEST.get(name.name, A_NAME)
        case fluent.StringLiteral(value=value):
            return len(value)
        case _:
            return A_NAME


POPPED_UP = [re.compile(re.escape(key).replace(r"\*", r"\w+")) for key in said() | refusals()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_pops_up_is_not_cut(language: str) -> None:
    texts = messages(language)
    asked = {key for key in texts if any(each.fullmatch(key) for each in POPPED_UP)}
    reasons = [longest(texts[key]) for key in texts if key.startswith("polls.spared_") and key != "polls.spared_spared"]
    assert sum(reasons) + len("; ") * (len(reasons) - 1) <= LONGEST["why"]
    assert len(asked) > 80
    assert {key: size for key in asked if (size := longest(texts[key])) > LIMIT} == {}
