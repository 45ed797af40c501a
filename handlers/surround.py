"""What surrounds every handler: the visitor, and the texts in the visitor's language."""

from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from aiogram import BaseMiddleware
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject, Update, User
from sqlalchemy.orm import Session

from handlers.flood import Flood
from handlers.replies import Replies, say, toast
from locales import Texts, texts_in
from programme import audit, presence
from programme.presence import Denied, Visitor

CHANNEL = "telegram"

P = ParamSpec("P")
T = TypeVar("T")


class Do(Protocol):
    """Does a verb of the core in the transaction of this update: `await do(pairs.confirm, pair_id, by=person,
    now=now)`.
    """

    async def __call__(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T: ...


Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def sender_of(update: Update) -> User | None:
    """Whoever wrote, pressed, edited, blocked or came back."""
    event = update.message or update.edited_message or update.callback_query or update.my_chat_member
    return event.from_user if event else None


class Surround(BaseMiddleware):
    """Gives handlers `visitor` (None for a stranger), `texts` and `address`; holds off floods."""

    def __init__(self, flood: Flood) -> None:
        self.flood = flood

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        user = sender_of(event)
        if user is None:
            return []
        address = str(user.id)
        visitor: Visitor | None = await data["do"](presence.arrive, CHANNEL, address, data["now"])
        texts = texts_of(visitor, user)
        data |= {"visitor": visitor, "address": address, "texts": texts}
        if event.message is not None and (verdict := self.flood.judge(address)) != "fine":
            return [say(event.message, texts("menu.slow_down"))] if verdict == "warn" else []
        try:
            return await handler(event, data)
        except Denied:
            pressed = event.callback_query
            if visitor is not None and pressed is not None:
                await data["do"](audit.denied, visitor, (pressed.data or "").partition(":")[0], data["now"])
            return _denied(event, texts)


def _denied(event: Update, texts: Texts) -> Replies:
    """What somebody without the right is told: no more than by a button that has had its day (security § 3.1)."""
    if event.callback_query is not None:
        return [toast(event.callback_query, texts("menu.outdated"))]
    return [say(event.message, texts("menu.unknown_command"))] if event.message is not None else []


def texts_of(visitor: Visitor | None, user: User) -> Texts:
    """The language that the person chose, else that of their messenger; children are addressed with «ты»."""
    chosen = visitor.person.language if visitor else None
    return texts_in(chosen or (user.language_code or "")[:2], visitor.person.tone if visitor else "adult")


class May(Filter):
    """Lets in whoever has a right of `domain.rights` now, and has given every consent that is needed."""

    def __init__(self, right: str) -> None:
        self.right = right

    async def __call__(self, event: Message | CallbackQuery, visitor: Visitor | None) -> bool:
        return visitor is not None and visitor.may(self.right)
