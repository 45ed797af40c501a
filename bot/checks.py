"""Whether the parts agree: settings, questionnaires, texts of both languages, schema."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from sqlalchemy.engine import make_url

from bot import service, work
from bot.child_texts import child_texts
from bot.hook import hook_of
from bot.refusals import in_one_line
from bot.settings import Settings, load
from db import schema
from domain.forms import Form
from domain.plain_language import ON_A_SCREEN
from locales import LANGUAGES, texts_in
from programme import forms, plain_language
from programme.xlsform import FormError

GIVEN_ALWAYS = {"tone"}
"""Values that a text may leave out: Russian says «ты» and «вы», English says "you"."""


class BadTexts(ValueError):
    """A line of a text file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `detail` says what is there, or what is wrong."""

    name: str
    well: bool
    detail: str


async def all_checks() -> list[Check]:
    """Every check; a failing one does not hide the others."""
    found = [
        _checked("questionnaires", _questionnaires),
        _checked("texts", _texts),
        _checked("plain language", _plain_language),
    ]
    try:
        settings = load()
        found.insert(0, _checked("settings", lambda: _settings(settings)))
        found.append(await _schema(settings))
    except Exception as error:
        found.append(Check("settings", False, in_one_line(error)))
    return found


def _checked(name: str, look: Callable[[], tuple[list[str], str]]) -> Check:
    try:
        problems, summary = look()
    except Exception as error:
        return Check(name, False, in_one_line(error))
    return Check(name, not problems, "; ".join(problems) or summary)


def _settings(settings: Settings) -> tuple[list[str], str]:
    problems = [f"unknown in .env: {name}" for name in service.unknown()]
    hook_of(settings)
    if settings.chat_names == "codes" and not settings.ring.keys:
        problems.append("CHAT_NAMES=codes keeps a book of names: set DATA_KEY (`openssl rand -base64 32`) to seal it")
    if settings.bot_token is None:
        return problems, "good; BOT_TOKEN is not set yet (`mentor-bot init`)"
    settings.token()
    return problems, "good"


def _questionnaires() -> tuple[list[str], str]:
    loaded, problems = list[Form](), []
    for name in forms.builtin_names():
        try:
            loaded.append(forms.builtin(name))
        except FormError as error:
            advice = texts_in("en")(error.key, **error.values)
            problems.append(f"{name}.md, {error.sheet}, row {error.row}, {error.column}: {advice}")
    questions = sum(len(form.questions) for form in loaded)
    return problems, f"{len(loaded)} load, {questions} questions"


def _texts() -> tuple[list[str], str]:
    first, *others = (dict(texts_of(language)) for language in LANGUAGES)
    problems = []
    for language, other in zip(LANGUAGES[1:], others, strict=True):
        problems += [f"{key} is missing in {language}" for key in sorted(first.keys() - other.keys())]
        problems += [f"{key} is in {language} only" for key in sorted(other.keys() - first.keys())]
        problems += [
            f"{key} takes other values in {language}: {', '.join(sorted(first[key] ^ other[key]))}"
            for key in sorted(first.keys() & other.keys())
            if first[key] != other[key]
        ]
    return problems, f"{len(first)} in each of {len(LANGUAGES)} languages"


def _plain_language() -> tuple[list[str], str]:
    problems, looked_at = [], 0
    for name in forms.builtin_names():
        for place, language, breach in plain_language.of_form(forms.builtin(name)):
            problems.append(f"{name}.md {place}, {language}: {breach.rule}: {breach.found}")
    for language in LANGUAGES:
        for key, text in child_texts(language):
            looked_at += 1
            found = plain_language.of_text(text, language, ON_A_SCREEN)
            problems += [f"{key}, {language}: {breach.rule}: {breach.found}" for breach in found]
    return problems, f"{looked_at} texts and the questionnaires suit a ten-year-old"


def texts_of(language: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Every text key of a language with the values that the text asks for. Raises `BadTexts` for what is no Fluent."""
    for file in sorted(files("locales").joinpath(language).iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".ftl"):
            continue
        feature = file.name.removesuffix(".ftl")
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Junk):
                raise BadTexts(f"locales/{language}/{file.name}: {(entry.content or '').strip().splitlines()[0]}")
            if isinstance(entry, ast.Message):
                if entry.value is not None:
                    yield f"{feature}.{entry.id.name}", _asked(entry.value)
                for attribute in entry.attributes:
                    yield f"{feature}.{entry.id.name}.{attribute.id.name}", _asked(attribute.value)


class _Values(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def _asked(pattern: ast.Pattern) -> frozenset[str]:
    visitor = _Values()
    visitor.visit(pattern)
    return frozenset(visitor.names - GIVEN_ALWAYS)


async def _schema(settings: Settings) -> Check:
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():  # noqa: ASYNC240 - one look
        return Check("schema", True, "no database yet; the first start makes it")
    try:
        async with work.opened(settings) as database:
            current = await database.connected(schema.current)
    except Exception as error:
        return Check("schema", False, in_one_line(error))
    if current == schema.newest():
        return Check("schema", True, f"newest ({current})")
    return Check("schema", False, f"{current or 'none'}, newest is {schema.newest()}: run `mentor-bot migrate`")
