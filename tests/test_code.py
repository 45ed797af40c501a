"""What the code promises of itself: floors, one place that commits, texts that are there and used, buttons that fit."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.checks import texts_of
from domain.rights import RIGHTS
from handlers import routers
from locales import LANGUAGES
from programme import forms

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "jobs", "keyboards", "reports", "programme", "db", "domain", "locales", "emulator")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LATE = {"docx", "elementpath", "matplotlib", "openpyxl", "PIL", "pyxform", "typst", "xlsxwriter"}
"""Slow to import."""
BIGGEST_ID = 2_147_483_647
"""PostgreSQL's integer."""
CALLBACK_BYTES = 64
"""Telegram's limit of callback_data."""
RUSSIAN_WORD = re.compile("[а-яё]{2}", re.IGNORECASE)
"""Single letters are data: ё and its twin, the letter of a class."""


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """String constants without docstrings, which stand alone."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def _whole_strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """The same without the pieces of f-strings."""
    pieces = {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
    return (node for node in _strings(tree) if id(node) not in pieces)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _texts() -> dict[str, frozenset[str]]:
    return dict(texts_of(LANGUAGES[0]))


def _used() -> re.Pattern[str]:
    """Every text key that the code may ask for: whole literals, and f-strings with their gaps open."""
    found = set()
    for path in FILES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
                found.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else r"[\w.]+" for p in node.values]
                found.add("".join(map(str, parts)))
    keys = [pattern for pattern in found if re.match(r"\w+\\\.|\[", pattern)]
    return re.compile("|".join(f"(?:{key})" for key in sorted(keys)))


def test_imports_go_down_only():
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_service_starts_without_what_only_files_and_questionnaires_need():
    code = "import sys, bot.cli, bot.service; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"aiogram", "reports"} <= set(done.stdout.split())
    assert set(done.stdout.split()).isdisjoint(LATE)


def test_only_the_edge_to_the_database_commits():
    committing = {
        _name(path)
        for path in FILES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    }
    assert committing
    assert committing <= {"bot/database.py", "bot/sqlite.py"}


def test_every_text_is_there_in_every_language_with_the_same_values():
    first, *others = (dict(texts_of(language)) for language in LANGUAGES)
    assert all(other == first for other in others), [
        (key, first.get(key), other.get(key))
        for other in others
        for key in sorted(first.keys() | other.keys())
        if first.get(key) != other.get(key)
    ]


def test_every_text_is_used():
    used = _used()
    unused = [key for key in _texts() if not used.fullmatch(key) and not used.fullmatch(key.removesuffix(".short"))]
    assert unused == []


def test_every_text_that_the_code_asks_for_is_there():
    texts = _texts()
    features = {key.partition(".")[0] for key in texts}
    trees = {
        _name(path): _tree(path) for path in FILES if not _name(path).startswith("db/")
    }  # there `pairs.id` is a column
    asked = {
        (node.value, name)
        for name, tree in trees.items()
        for node in _whole_strings(tree)
        if re.fullmatch(r"[a-z_]+\.[a-z_]+(\.[a-z_]+)?", node.value) and node.value.partition(".")[0] in features
    }
    no_texts = {*RIGHTS}
    missing = [(key, where) for key, where in sorted(asked) if key not in texts and key not in no_texts]
    assert [(key, where) for key, where in missing if not key.endswith((".md", ".py"))] == []


@pytest.mark.parametrize("name", forms.builtin_names())
def test_every_questionnaire_loads_in_both_languages(name):
    form = forms.builtin(name)
    for question in form.questions:
        shown = {code.partition("-")[0] for code in question.label}
        assert set(LANGUAGES) <= shown, f"{name}: {question.name}"


def _callbacks() -> list[type[CallbackData]]:
    for path in (ROOT / "keyboards").glob("*.py"):
        importlib.import_module(f"keyboards.{path.stem}")
    return sorted(CallbackData.__subclasses__(), key=lambda each: each.__prefix__)


def test_every_button_fits_into_telegrams_64_bytes():
    options = [option.name for name in forms.builtin_names() for each in forms.builtin(name).questions
               for option in each.options]  # fmt: skip
    longest = max([*options, "2026-11-20"], key=len)
    biggest = {int: BIGGEST_ID, int | None: BIGGEST_ID, bool: True}
    for button in _callbacks():
        filled = {name: biggest.get(field.annotation, longest) for name, field in button.model_fields.items()}
        assert len(button.model_construct(**filled).pack().encode()) <= CALLBACK_BYTES, button


def test_no_two_buttons_share_a_prefix():
    prefixes = [button.__prefix__ for button in _callbacks()]
    assert len(prefixes) == len(set(prefixes))
    assert len(prefixes) > 5


def test_every_router_is_asked():
    asked = {router.name for router in routers()}
    written = {
        path.stem
        for path in (ROOT / "handlers").glob("*.py")
        if any(isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "router"
               for node in _tree(path).body)
    }  # fmt: skip
    assert written == asked
    assert [router.name for router in routers()][-1] == "fallback"


def test_what_is_written_for_the_clock_is_done_by_the_clock():
    """A verb of nothing but a moment is in `jobs/schedule.py`, or somebody else says when it is done."""
    named = {
        f"{node.value.id}.{node.attr}"
        for path in FILES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    verbs = {
        f"{path.stem}.{node.name}"
        for path in FILES
        if path.parent.name in ("programme", "jobs")
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef) and [each.arg for each in node.args.args] == ["session", "now"]
        if not node.name.startswith("_")
    }
    assert len(verbs) > 20
    assert verbs - named == set()


def test_people_read_nothing_that_is_written_in_the_code():
    written = [
        f"{_name(path)}:{node.lineno}: {node.value[:40]}"
        for path in FILES
        for node in _strings(_tree(path))
        if RUSSIAN_WORD.search(node.value)
    ]
    assert written == []


def test_no_reply_is_awaited_by_a_handler():
    """What a handler says is sent after the commit: it awaits verbs of the core only (architecture § 2)."""
    awaited = [
        f"{_name(path)}:{node.lineno}"
        for path in (ROOT / "handlers").glob("*.py")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Await)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr in ("answer", "reply", "edit_text", "send_message", "delete")
    ]
    assert awaited == []
