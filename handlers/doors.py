"""Coming in by an invitation: its link or printed code, «is that you», and what only its owner knows."""

import re
from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, User

from db.doors import Knock
from db.people import Person
from domain.names import is_pseudonym, masked
from handlers import joining, phones
from handlers.replies import Replies, say, show, toast
from handlers.surround import CHANNEL, Do
from keyboards import joining as buttons
from keyboards.menu import home_only
from locales import Texts, texts_in
from programme import codes, doors
from programme.doors import LAST, Door
from programme.factors import Asked, Later
from programme.presence import Visitor

router = Router(name="doors")

TOKEN = re.compile(r"(?:.*start=)?([A-Za-z0-9_-]{22})", re.DOTALL)
"""The token of an invitation, alone or in its link."""
SHORT = 20
"""Characters of what is asked for at a door: whoever is in may be letting one more person in at their phone."""
LOOKED_AT = 500
"""Characters of a stranger's words that are looked at."""


class Knocking(Filter):
    """Somebody who was asked one of these lately; the handler gets the question as `knock`."""

    def __init__(self, *asks: str) -> None:
        self.asks = asks

    async def __call__(
        self, event: Message, do: Do, visitor: Visitor | None, address: str, now: datetime
    ) -> bool | dict[str, Any]:
        text = event.text or ""
        if (visitor is not None and visitor.admitted and len(text) > SHORT) or key_in(text) or text.startswith("/"):
            return False
        knock = await do(doors.asked, CHANNEL, address, now)
        return {"knock": knock} if knock is not None and knock.asks in self.asks else False


def key_in(text: str) -> str | None:
    """The token or, marked so, the printed code that a message consists of."""
    words = text[:LOOKED_AT].strip()
    if found := TOKEN.fullmatch(words):
        return found[1]
    code = codes.read(words)
    return f"{codes.START}{code}" if code else None


async def opened(
    message: Message, key: str, do: Do, visitor: Visitor | None, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    """An invitation's link was opened, or its code typed."""
    if key.startswith(codes.START) and (code := codes.read(key.removeprefix(codes.START))) is not None:
        key = f"{codes.START}{code}"
    door = await do(doors.come, key, CHANNEL, address, now)
    if not isinstance(door, Door):
        return await _closed(message, door, do, visitor, texts, names, now)
    return [say(message, _invited(door, texts), buttons.accepting(key, door.child is not None, texts))]


async def outside(event: Message | CallbackQuery, do: Do, texts: Texts, address: str, now: datetime) -> Replies:
    """A stranger's screen: the door that they opened and have not gone through, else the one for everybody."""
    door = await do(doors.again, CHANNEL, address, now)
    if door is None:
        return [show(event, texts("start.door"), buttons.door(texts))]
    return [show(event, _invited(door, texts), buttons.accepting(LAST, door.child is not None, texts))]


@router.callback_query(buttons.Accept.filter())
async def invitation_accepted(
    query: CallbackQuery, callback_data: buttons.Accept, do: Do, visitor: Visitor | None, texts: Texts, names: str,
    address: str, now: datetime,
) -> Replies:  # fmt: skip
    """«Yes, that is me»: only now the account is bound, or the pupil is asked for what a finder does not know."""
    name = called(query.from_user)
    came = await do(doors.accept, callback_data.token, CHANNEL, address, texts.language, now, names, name)
    return [toast(query), *await _came(query, came, do, visitor, texts, names, now, callback_data.token)]


@router.message(Knocking("birthday", "class_code"))
async def factor_typed(
    message: Message, knock: Knock, do: Do, visitor: Visitor | None, texts: Texts, names: str, now: datetime
) -> Replies:
    """The birthday or the code of the class; stickers and the like are told what to write."""
    said, name = (message.text or "")[:LOOKED_AT], called(message.from_user)
    came = await do(doors.prove, knock, said, texts.language, now, name)
    tone = "child" if isinstance(came, Later) else texts.tone
    return await _came(message, came, do, visitor, texts_in(texts.language, tone), names, now)


@router.callback_query(buttons.NotMe.filter())
async def invitation_declined(
    query: CallbackQuery,
    callback_data: buttons.NotMe,
    do: Do,
    visitor: Visitor | None,
    texts: Texts,
    address: str,
    now: datetime,
) -> Replies:
    """«That is not me»: nobody is bound, the curator hears of it."""
    declined = await do(doors.declined, callback_data.token, CHANNEL, address, now)
    text = texts("start.not_me" if declined else "start.invitation_closed")
    return [toast(query), show(query, text, _ways(visitor, texts))]


def called(user: User | None) -> str:
    """What the messenger calls an account: «Anna K. (@anna)»."""
    if user is None:
        return ""
    return f"{user.full_name} (@{user.username})" if user.username else user.full_name


async def _came(
    event: Message | CallbackQuery, came: Person | Asked | str | Later, do: Do, visitor: Visitor | None, texts: Texts,
    names: str, now: datetime, key: str = "",
) -> Replies:  # fmt: skip
    if isinstance(came, Person):
        own = texts_in(came.language or texts.language, came.tone)
        return await joining.step(event, came, do, own, now)
    if came == "pin":
        return phones.pin_first(event, key, texts)
    if isinstance(came, Asked):
        child = texts_in(texts.language, "child")
        return [show(event, _asked(came, child), buttons.not_me(key, child) if key else buttons.asked(child))]
    return await _closed(event, came, do, visitor, texts, names, now)


def _asked(asked: Asked, texts: Texts) -> str:
    """The question, or why it comes again."""
    if asked.unclear:
        return texts(f"start.unclear_{asked.what}")
    if asked.left is None:
        return texts(f"start.ask_{asked.what}")
    return texts(f"start.wrong_{asked.what}", left=asked.left)


async def _closed(
    event: Message | CallbackQuery, why: str | Later, do: Do, visitor: Visitor | None, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """One answer for whatever is wrong with an invitation; its owner just goes on."""
    if isinstance(why, Later):
        minutes = max(1, -(-int((why.until - now).total_seconds()) // 60))
        return [show(event, texts("start.later", minutes=minutes), _ways(visitor, texts))]
    if why == "mine" and visitor is not None:
        return await joining.where_one_stands(event, do, visitor, texts, names, now)
    return [show(event, texts("start.taken" if why == "taken" else "start.invitation_closed"), _ways(visitor, texts))]


def _ways(visitor: Visitor | None, texts: Texts) -> InlineKeyboardMarkup:
    return buttons.door(texts) if visitor is None else home_only(texts)


def _invited(door: Door, texts: Texts) -> str:
    """Enough to know oneself by, nothing for whoever got the link by mistake (security § 4.2)."""
    whose = door.child or door.person
    assert whose, "an invitation is for somebody"
    child = door.child is None and whose.tone == "child"
    key = "accept_parent" if door.child else "accept_child" if child else "accept"
    group = f", {whose.group_name}" if whose.group_name else ""
    known_by = "_code" if is_pseudonym(whose.name) and door.child is None else "" if whose.name else "_nameless"
    words = texts(
        f"start.{key}{known_by}",
        role=texts(f"start.role_{door.invitation.role}"),
        organisation=door.organisation.name,
        name=masked(whose.name),
        group=group,
    )
    return f"{words}\n\n{texts('phones.beside', name=masked(door.beside.name) or '—')}" if door.beside else words
