"""What every screen must be, whatever it says (ux § 8): read from the log of calls after a conversation."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from domain.forms import worded
from emulator.calls import Call
from programme import forms

WIDE, NARROW = 20, 12
"""Characters of a label in two columns, and in three or more."""
QUESTION = {"ru": re.compile(r"вопрос \d+ из \d+"), "en": re.compile(r"question \d+ of \d+")}
WHO_SEES = {"ru": "увид", "en": "will see"}
LATIN = re.compile(r"[A-Za-z]{2,}")
WRITTEN_SO = re.compile(
    r"https?://\S+|/[a-z_]+|\+?\w*@\S+"
    r"|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b(?=\D*\d)[0-9A-Z]{6}\b|\b[A-Z]\d[A-Z]\b"
    r"|\b(?:XLSX|ZIP|PNG|PDF|DOCX|SWOT|QR|Telegram|START|OK|SMS)\b"
)
"""Latin words that Russian texts may hold: addresses, commands, names of formats, of the messenger and its button,
printed codes, codes of people and classes.
"""
TALKING = ("sendMessage", "editMessageText", "sendPhoto", "sendDocument")


def complaints(calls: list[Call], language: str, allowed: tuple[str, ...]) -> list[str]:
    """What people would complain about; `allowed` are words that they typed themselves, or their names."""
    found = []
    for call in calls:
        if call.method in TALKING and call.status == 200:
            text = call.params.get("text") or call.params.get("caption") or ""
            rows = _rows(call)
            found += [*_labels(rows), *_question(text, language)]
            if language == "ru":
                words = " ".join([text, *(button["text"] for row in rows for button in row)])
                found += _latin(words, allowed)
    return sorted(set(found))


def _rows(call: Call) -> list[list[dict[str, Any]]]:
    markup = call.params.get("reply_markup")
    markup = json.loads(markup) if isinstance(markup, str) else markup or {}
    return markup.get("inline_keyboard", []) if isinstance(markup, dict) else []


def _labels(rows: list[list[dict[str, Any]]]) -> Iterator[str]:
    for row in rows:
        limit = {1: 64, 2: WIDE}.get(len(row), NARROW)
        for button in row:
            if len(button["text"]) > limit:
                yield f"a label of {len(button['text'])} characters among {len(row)} columns: {button['text']}"


def _question(text: str, language: str) -> Iterator[str]:
    about_themselves = not any(f"{title} · " in text for title in _titles_for_curators(language))
    if about_themselves and QUESTION[language].search(text) and WHO_SEES[language] not in text.casefold():
        yield f"nobody says who will see the answer: {text}"


@cache
def _titles_for_curators(language: str) -> list[str]:
    """Questionnaires that a curator fills in at work: they ask nobody about themselves."""
    built_in = map(forms.builtin, forms.builtin_names())
    return [worded(form.title, language, "adult") for form in built_in if form.role == "curator"]


def _latin(text: str, allowed: tuple[str, ...]) -> Iterator[str]:
    for words in allowed:
        text = text.replace(words, "")
    for word in LATIN.findall(WRITTEN_SO.sub("", text)):
        yield f"a Latin word in a Russian text: {word}"
