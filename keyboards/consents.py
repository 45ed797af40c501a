"""Buttons of consents: reading, deciding, taking back."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.consents import Consent
from domain.consents import Decision
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from locales import Texts
from programme.joining import Station


class ReadConsent(CallbackData, prefix="c1"):
    """The whole text of the step where somebody stands, as a file."""


class Decide(CallbackData, prefix="c2"):
    """I agree, or I refuse, about this person's data, in the built-in words."""

    subject: Number
    decision: Decision


class DecideText(CallbackData, prefix="c6"):
    """The same in the organisation's own words of that version."""

    subject: Number
    decision: Decision
    version: Number


class OpenConsent(CallbackData, prefix="c3"):
    """One consent that was given."""

    consent: Number


class CopyConsent(CallbackData, prefix="c4"):
    """The copy of a consent, as a file."""

    consent: Number


class Withdraw(CallbackData, prefix="c5"):
    """Take a consent back: asked first, then done when `sure`."""

    consent: Number
    sure: bool


def card(here: Station, texts: Texts) -> InlineKeyboardMarkup:
    """Under the five facts; a child says yes or not yet."""
    subject = here.subject.id
    if here.step == "assent" or (here.stage == "child" and here.child is None):
        return assent(subject, here.version, texts)
    return rows(
        [button(texts("consents.read"), ReadConsent())],
        [
            button(texts("consents.agree"), _decide(here, "agreed"), "success"),
            button(texts("consents.refuse"), _decide(here, "refused")),
        ],
    )


def _decide(here: Station, decision: Decision) -> CallbackData:
    return _decision(here.subject.id, decision, here.version)


def _decision(subject: int, decision: Decision, version: int) -> CallbackData:
    if version:
        return DecideText(subject=subject, decision=decision, version=version)
    return Decide(subject=subject, decision=decision)


def assent(subject: int, version: int, texts: Texts) -> InlineKeyboardMarkup:
    """The child's own word."""
    return rows(
        [
            button(texts("consents.assent_yes"), _decision(subject, "agreed", version), "success"),
            button(texts("consents.assent_no"), _decision(subject, "refused", version)),
        ],
        [button(texts("help.sos"), Open(screen="sos"))],
    )


def listed(
    lines: Sequence[tuple[Consent, str]], offers: Sequence[InlineKeyboardButton], texts: Texts
) -> InlineKeyboardMarkup:
    """The consents that concern a person, each with its words; above them what may be decided now."""
    consents = [button(words, OpenConsent(consent=consent.id)) for consent, words in lines]
    return rows(*column([*offers, *consents]), [button(texts("menu.back"), Open(screen="my_data"))])


def one(consent: Consent, mine: bool, texts: Texts) -> InlineKeyboardMarkup:
    """A copy for whoever it concerns; taking back for whoever signed it."""
    copy = [button(texts("consents.copy"), CopyConsent(consent=consent.id))]
    withdraw = [button(texts("consents.withdraw"), Withdraw(consent=consent.id, sure=False), "danger")]
    standing = mine and consent.stands
    return rows(copy, withdraw if standing else [], [button(texts("menu.back"), Open(screen="consents"))])


def sure(consent: Consent, texts: Texts) -> InlineKeyboardMarkup:
    """The consequences are read: take it back, or leave it."""
    return rows(
        [
            button(texts("consents.withdraw"), Withdraw(consent=consent.id, sure=True), "danger"),
            button(texts("consents.leave"), OpenConsent(consent=consent.id)),
        ]
    )


def to_list(texts: Texts) -> InlineKeyboardButton:
    """To the consents that concern a person."""
    return button(texts("consents.title"), Open(screen="consents"))


def after_withdrawal(texts: Texts) -> InlineKeyboardMarkup:
    """Under the receipt."""
    return rows([to_list(texts), to_menu(texts)])
