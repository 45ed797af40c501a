"""The polite word for an update that could not be processed, or not yet: made from the raw update, since nothing else
can be trusted.
"""

from typing import Any

from aiogram.methods import AnswerCallbackQuery, SendMessage

from handlers.replies import Replies, Reply
from locales import Texts, texts_in


def replies(raw: dict[str, Any]) -> Replies:
    """A kind sentence in the sender's language; nothing for updates without a sender."""
    kind, event = _event(raw, "callback_query", "message", "edited_message")
    if (sender := _sender(event)) is None:
        return []
    pressed = kind == "callback_query" and isinstance(event.get("id"), str)
    answer = [Reply(AnswerCallbackQuery(callback_query_id=event["id"]))] if pressed else []
    return [*answer, Reply(SendMessage(chat_id=sender, text=_texts(event)("start.apology")))]


def one_moment(raw: dict[str, Any]) -> Replies:
    """That the answer will come, only later: a toast for a press, a message for words in private."""
    kind, event = _event(raw, "callback_query", "message")
    if (sender := _sender(event)) is None:
        return []
    text = _texts(event)("start.one_moment")
    if kind == "callback_query":
        pressed = isinstance(event.get("id"), str)
        return [Reply(AnswerCallbackQuery(callback_query_id=event["id"], text=text))] if pressed else []
    chat = event.get("chat")
    private = isinstance(chat, dict) and chat.get("id") == sender
    return [Reply(SendMessage(chat_id=sender, text=text))] if private else []


def _event(raw: dict[str, Any], *kinds: str) -> tuple[str, dict[str, Any]]:
    """What happened, of these kinds; an empty thing when it is none of them or no object."""
    kind = next((each for each in kinds if raw.get(each)), "")
    return kind, raw[kind] if isinstance(raw.get(kind), dict) else {}


def _sender(event: dict[str, Any]) -> int | None:
    sender = event.get("from")
    return sender["id"] if isinstance(sender, dict) and isinstance(sender.get("id"), int) else None


def _texts(event: dict[str, Any]) -> Texts:
    return texts_in(str(event["from"].get("language_code", ""))[:2])
