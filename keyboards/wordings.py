"""Buttons of an organisation's own texts of consent."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from domain.consents import ASSENT, REPLACEABLE
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from locales import LANGUAGES, Texts

CHANGES = ("meaning", "letter")
"""What became another in a text."""


class ShowWording(CallbackData, prefix="wd1"):
    """A document: which version holds."""

    document: str


class TakeWording(CallbackData, prefix="wd2"):
    """The text that holds, as a file to be changed."""

    document: str
    language: str


class ReplaceWording(CallbackData, prefix="wd3"):
    """A text of our own comes next."""

    document: str
    language: str


class PublishWording(CallbackData, prefix="wd4"):
    """The draft holds from now on; `changed` is `letter` or `meaning`."""

    draft: Number
    changed: str


class DropWording(CallbackData, prefix="wd5"):
    """Rather not."""


def overview(texts: Texts) -> InlineKeyboardMarkup:
    """A button a document."""
    chips = [button(texts(f"wordings.document_{each}"), ShowWording(document=each)) for each in REPLACEABLE]
    rules = [button(texts("wordings.rules"), Open(screen="consent_rules"))]
    return rows(*column(chips), rules, [button(texts("register.back"), Open(screen="register")), to_menu(texts)])


def document(name: str, texts: Texts) -> InlineKeyboardMarkup:
    """Take the text, or send another, in each language."""
    lines = [
        [
            button(texts("wordings.take", language=texts(f"wordings.language_{code}")),
                   TakeWording(document=name, language=code)),
            button(texts("wordings.replace", language=texts(f"wordings.language_{code}")),
                   ReplaceWording(document=name, language=code)),
        ]
        for code in LANGUAGES
    ]  # fmt: skip
    return rows(*lines, [button(texts("menu.back"), Open(screen="wordings")), to_menu(texts)])


def awaiting(texts: Texts) -> InlineKeyboardMarkup:
    """While the text is awaited."""
    return rows([button(texts("wordings.drop"), DropWording())])


def publish(draft: int, document: str, texts: Texts) -> InlineKeyboardMarkup:
    """Only letters changed, or the meaning; or not at all. A child who has answered is not asked anew."""
    words = {"publish_assent": "letter"} if document == ASSENT else {f"publish_{kind}": kind for kind in CHANGES}
    lines = [
        button(texts(f"wordings.{word}"), PublishWording(draft=draft, changed=kind), "primary")
        for word, kind in words.items()
    ]
    return rows(*column(lines), [button(texts("wordings.drop"), DropWording())])


def to_wordings(texts: Texts) -> InlineKeyboardMarkup:
    """Back to the documents."""
    return rows([button(texts("wordings.title_button"), Open(screen="wordings")), to_menu(texts)])
