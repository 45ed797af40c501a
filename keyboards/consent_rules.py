"""Buttons of an organisation's rules about consents."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from keyboards.menu import Open, button, column, rows, to_menu
from locales import Texts
from programme.consent_rules import FOUR_EYES, ON_PAPER, Rules


class SetRule(CallbackData, prefix="cr1"):
    """A rule as it will be after the press: `four_eyes`, or a kind that is taken on paper only."""

    rule: str
    on: bool


class TellDetails(CallbackData, prefix="cr2"):
    """Fill in what the texts say about the organisation."""


def rules(now: Rules, texts: Texts) -> InlineKeyboardMarkup:
    """A box for each rule."""
    boxes = [
        _box(kind, kind in now.on_paper, texts("consent_rules.on_paper", kind=texts(f"consents.kind_{kind}")), texts)
        for kind in ON_PAPER
    ]
    boxes.append(_box(FOUR_EYES, now.four_eyes, texts("consent_rules.four_eyes"), texts))
    details = [button(texts("consent_rules.tell"), TellDetails(), "primary")]
    return rows(*column(boxes), details, [button(texts("menu.back"), Open(screen="wordings")), to_menu(texts)])


def told(about: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the end of telling about the organisation."""
    return [[button(texts("consent_rules.title_button"), Open(screen="consent_rules")), to_menu(texts)]]


def _box(rule: str, on: bool, label: str, texts: Texts) -> InlineKeyboardButton:
    words = texts("permissions.ticked" if on else "permissions.unticked", label=label)
    return button(words, SetRule(rule=rule, on=not on))
