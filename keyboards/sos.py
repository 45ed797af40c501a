"""Buttons of a call for help: to whom, who must not see it, that it was a mistake."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.cases import Adult
from domain.names import shown
from keyboards.incidents import ReportIncident
from keyboards.menu import Open, button, rows, to_menu
from keyboards.numbers import Number
from locales import Texts
from programme.sos import Called, Desk

LABEL = 40
"""Characters of a button that stands alone in its row."""


class CallHelp(CallbackData, prefix="so1"):
    """Hand the call over: `to` is `psychologist`, `not_curator`, `adult` (with the id), or `choose` who."""

    to: str
    adult: Number


class HideCall(CallbackData, prefix="so2"):
    """This adult must not see the call; 0 asks who."""

    case: Number
    adult: Number


class RetractCall(CallbackData, prefix="so3"):
    """It was pressed by mistake."""

    case: Number


class ShowCall(CallbackData, prefix="so4"):
    """The call as it stands."""

    case: Number


def desk(desk: Desk, may_report: bool, texts: Texts) -> InlineKeyboardMarkup:
    """To whom? Where there is no psychologist the curator is offered; strangers get the way back only."""
    lines: list[list[InlineKeyboardButton]] = []
    roles = {each.role for each in desk.adults}
    if desk.call is not None:
        lines.append([button(texts("sos.my_call", number=desk.call.number), ShowCall(case=desk.call.id), "primary")])
    if desk.adults:
        to = "psychologist" if "psychologist" in roles else "school"
        lines.append([button(texts(f"sos.to_{to}"), CallHelp(to="psychologist", adult=0), "primary")])
        if "curator" in roles and roles != {"curator"}:
            lines.append([button(texts("sos.to_not_curator"), CallHelp(to="not_curator", adult=0))])
        lines.append([button(texts("sos.to_other"), CallHelp(to="choose", adult=0))])
    if may_report:
        lines.append([button(texts("incidents.report"), ReportIncident(meeting=0))])
    return rows(*lines, [to_menu(texts)])


def adults(people: Sequence[Adult], names: str, texts: Texts) -> InlineKeyboardMarkup:
    """One button for each adult who can be told."""
    return rows(
        *[[button(label(each, names, texts), CallHelp(to="adult", adult=each.person_id))] for each in people],
        [button(texts("menu.back"), Open(screen="sos")), to_menu(texts)],
    )


def called(called: Called, texts: Texts) -> InlineKeyboardMarkup:
    """After the call: who must not see it, a mistake, the menu."""
    case = called.case
    return rows(
        [button(texts("sos.hide"), HideCall(case=case.id, adult=0))] if called.adults else [],
        [button(texts("sos.mistake"), RetractCall(case=case.id))] if case.retracted_at is None else [],
        [to_menu(texts)],
    )


def hiding(called: Called, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Which adult must not see it."""
    case = called.case
    return rows(
        *[[button(label(each, names, texts), HideCall(case=case.id, adult=each.person_id))] for each in called.adults],
        [button(texts("menu.back"), ShowCall(case=case.id)), to_menu(texts)],
    )


def label(adult: Adult, names: str, texts: Texts) -> str:
    """An adult by role and name: «психолог Елена С.»."""
    words = texts(f"sos.{adult.role}", name=shown(adult.name, names))
    return words if len(words) <= LABEL else words[: LABEL - 1] + "…"


def after_poll(about: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the end of a poll: help is one tap away (security § 10.2)."""
    return [[button(texts("help.sos"), Open(screen="sos"))], [to_menu(texts)]]
