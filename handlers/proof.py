"""The PIN before cases, closed answers and files with names: a stolen phone opens none of them (reliability row 101).

It stands before every handler: a press that is guarded is held back until the PIN is pressed, then it goes on.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from aiogram import BaseMiddleware
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import EditMessageText
from aiogram.types import CallbackQuery, TelegramObject

from handlers.replies import Replies, show, toast
from handlers.surround import Do
from keyboards import cases, erasures, find, invitations, papers, phones, posters, register, results
from keyboards.menu import home_only
from locales import Texts
from programme import pins
from programme.presence import Visitor

Names = str
"""CHAT_NAMES; where it is `codes`, no file of the chat names anybody."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The right behind what is guarded (whoever lacks it is answered as everywhere, and asked nothing), and which of
    its presses ask for the PIN.
    """

    right: str
    asks: Callable[[Any, Names], bool]


def _always(pressed: CallbackData, names: Names) -> bool:
    return True


def _in_names(pressed: CallbackData, names: Names) -> bool:
    return names != "codes"


def _raw(pressed: results.FileResult, names: Names) -> bool:
    return pressed.kind == "raw"


def _named(pressed: register.ExportRegister, names: Names) -> bool:
    return pressed.named and names != "codes"


def _printed(pressed: papers.PrintForms | papers.PrintMine, names: Names) -> bool:
    return pressed.kind in papers.PRINTED and names != "codes"


GUARDED: Mapping[type[CallbackData], Guard] = {
    cases.ShowCase: Guard("cases.work", _always),
    find.OpenSensitive: Guard("answers.sensitive", _always),
    results.FileResult: Guard("results.see", _raw),
    register.ExportRegister: Guard("consents.see", _named),
    erasures.Papers: Guard("erasures.see", _in_names),
    papers.PrintForms: Guard("consents.paper", _printed),
    papers.PrintMine: Guard("consents.paper", _printed),
    posters.PrintSlips: Guard("posters.print", _in_names),
    invitations.PrintCode: Guard("people.invite", _in_names),
}
"""What asks for the PIN."""
Kind = TypeVar("Kind", bound=CallbackData)
COLON = "~"
"""Stands for the separator of a button's data inside the data of the pad."""


class Proof(BaseMiddleware):
    """Asks for the PIN before what is `GUARDED`, takes it from the pad, and lets the press go on that was meant."""

    async def __call__(
        self, handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # fmt: skip
        assert isinstance(event, CallbackQuery)
        visitor: Visitor | None = data["visitor"]
        if visitor is None or not visitor.admitted:
            return await handler(event, data)
        do, texts, now = data["do"], data["texts"], data["now"]
        done = _pressed(phones.PinDone, event)
        if done is not None and done.use in ("open", "first"):
            return await _proved(event, done, handler, data) or []
        if not _asks(event, visitor, data["names"]) or await do(pins.is_fresh, visitor.person, now):
            return await handler(event, data)
        use = "open" if await do(pins.has, visitor.person) else "first"
        return _pad(event, f"phones.own_{use}", use, (event.data or "").replace(":", COLON), texts)


async def _proved(
    query: CallbackQuery, done: phones.PinDone,
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], data: dict[str, Any],
) -> Any:  # fmt: skip
    why = await _wrong(data["do"], data["visitor"], done, data["now"])
    texts: Texts = data["texts"]
    if why in ("phones.own_closed", "menu.outdated_screen"):
        return [toast(query), show(query, texts(why), home_only(texts))]
    if why is not None:
        return _pad(query, why, done.use, done.about, texts)
    meant = query.model_copy(update={"data": done.about.replace(COLON, ":")})
    replies = await handler(meant, data)
    if any(isinstance(reply.method, EditMessageText) for reply in replies):
        return replies
    return [show(query, texts("phones.pin_right"), home_only(texts)), *replies]


async def _wrong(do: Do, visitor: Visitor, done: phones.PinDone, now: datetime) -> str | None:
    """The key of what is said of a PIN that is no proof; None for one that is."""
    if done.use == "first":
        return await do(pins.choose, visitor.person, done.digits, now)
    found = await do(pins.check, visitor.person, done.digits, now)
    return {"right": None, "wrong": "phones.own_wrong", "closed": "phones.own_closed", "none": "menu.outdated_screen"}[
        found
    ]


def _asks(query: CallbackQuery, visitor: Visitor, names: str) -> bool:
    """Whether a press leads to what is guarded, for somebody who has the right to it."""
    prefix = (query.data or "").partition(":")[0]
    kind = next((each for each in GUARDED if each.__prefix__ == prefix), None)
    pressed = _pressed(kind, query) if kind else None
    if kind is None or pressed is None:
        return False
    guard = GUARDED[kind]
    return visitor.may(guard.right) and guard.asks(pressed, names)


def _pressed(kind: type[Kind], query: CallbackQuery) -> Kind | None:
    with suppress(ValueError, TypeError):
        return kind.unpack(query.data or "")
    return None


def _pad(query: CallbackQuery, text_key: str, use: str, about: str, texts: Texts) -> Replies:
    """The pad is protected already: what it opens is written over it."""
    return [toast(query), show(query, texts(text_key), phones.pad(use, about, "", texts), protect=True)]
