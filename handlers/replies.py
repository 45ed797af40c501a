"""What a handler returns: replies as values, sent after the transaction is committed."""

from dataclasses import dataclass, field
from typing import Any

from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    SendChatAction,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove

from domain.answers import length

TOAST = 200
"""Telegram's limit of what pops up, in UTF-16 units."""

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True, slots=True)
class Reply:
    """One call to make. `run_id`: the message becomes the live card of this run; `report`: a file to build when it
    is sent; `intake`: what is done after it (`bot.intakes`); `protect`: what is sent cannot be forwarded or copied.
    """

    method: TelegramMethod[Any]
    run_id: int | None = None
    report: str | None = None
    intake: str | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    protect: bool = False


Replies = list[Reply]


def chat_of(event: Message | CallbackQuery) -> int:
    """The private chat of whoever wrote or pressed."""
    return event.from_user.id if event.from_user else event.chat.id  # type: ignore[union-attr]  # only a Message lacks it


def say(event: Message | CallbackQuery, text: str, keyboard: Keyboard | None = None, *, protect: bool = False) -> Reply:
    """A new message; one to `protect` cannot be forwarded or copied (reliability row 103)."""
    return Reply(SendMessage(chat_id=chat_of(event), text=text, reply_markup=keyboard), protect=protect)


def show(
    event: Message | CallbackQuery, text: str, keyboard: InlineKeyboardMarkup | None = None, *, protect: bool = False
) -> Reply:
    """A screen: a press rewrites the message it came from, a text or a command gets a new message.

    An edit cannot protect what was sent without protection: what is to be protected then comes as a new message.
    """
    if isinstance(event, CallbackQuery) and event.message and (not protect or is_protected(event)):
        return Reply(
            EditMessageText(
                chat_id=chat_of(event), message_id=event.message.message_id, text=text, reply_markup=keyboard
            ),
            protect=protect,
        )
    return say(event, text, keyboard, protect=protect)


def is_protected(query: CallbackQuery) -> bool:
    """Whether the pressed message cannot be forwarded."""
    return isinstance(query.message, Message) and bool(query.message.has_protected_content)


def toast(query: CallbackQuery, text: str | None = None, *, alert: bool = False) -> Reply:
    """The answer to a press, as a dialog when `alert`; what is too long for it ends with «…»."""
    if text and length(text) > TOAST:
        text = text.encode("utf-16-le")[: 2 * (TOAST - 1)].decode("utf-16-le", "ignore") + "…"
    return Reply(AnswerCallbackQuery(callback_query_id=query.id, text=text or None, show_alert=alert or None))


def quiet(event: Message | CallbackQuery, message_id: int) -> Reply:
    """Takes the buttons off an old card."""
    return Reply(EditMessageReplyMarkup(chat_id=chat_of(event), message_id=message_id))


def below(query: CallbackQuery, text: str, keyboard: InlineKeyboardMarkup) -> Replies:
    """The screen anew below the files that came in between; the pressed one loses its buttons."""
    old = [quiet(query, query.message.message_id)] if query.message else []
    return [*old, say(query, text, keyboard)]


def keep(query: CallbackQuery, markup: InlineKeyboardMarkup) -> Reply:
    """Leaves the pressed message as it is, with these buttons only."""
    assert query.message, "a press without its message has nothing to keep"
    method = EditMessageReplyMarkup(chat_id=chat_of(query), message_id=query.message.message_id, reply_markup=markup)
    return Reply(method)


def document(event: Message | CallbackQuery, report: str, caption: str | None = None, **arguments: Any) -> Reply:
    """A file that is built by `reports` when it is sent; arguments are plain values."""
    method = SendDocument(chat_id=chat_of(event), document="attach://file", caption=caption)
    return Reply(method, report=report, arguments=arguments)


def picture(
    event: Message | CallbackQuery,
    report: str,
    caption: str | None = None,
    keyboard: InlineKeyboardMarkup | None = None,
    **arguments: Any,
) -> Reply:
    """A picture that is built by `reports` when it is sent; the caption is its text twin (at most 1024 characters)."""
    method = SendPhoto(chat_id=chat_of(event), photo="attach://file", caption=caption, reply_markup=keyboard)
    return Reply(method, report=report, arguments=arguments)


def take_in(file_id: str, intake: str, **arguments: Any) -> Reply:
    """Fetches a file that somebody sent and answers with what `bot.intakes` makes of it; arguments are plain values."""
    return Reply(GetFile(file_id=file_id), intake=intake, arguments=arguments)


def go_on(event: Message | CallbackQuery, intake: str, **arguments: Any) -> Reply:
    """Longer work that is done after the answer is kept (`bot.intakes`), with «typing…» meanwhile; plain arguments."""
    method = SendChatAction(chat_id=chat_of(event), action="typing")
    return Reply(method, intake=intake, arguments=arguments)
