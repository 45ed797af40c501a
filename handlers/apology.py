"""The polite word for an update that could not be processed: made from the raw update, since nothing else can be
trusted.
"""

from typing import Any

from aiogram.methods import AnswerCallbackQuery, SendMessage

from handlers.replies import Replies, Reply
from locales import texts_in


def replies(raw: dict[str, Any]) -> Replies:
    """A kind sentence in the sender's language; nothing for updates without a sender."""
    event = raw.get("callback_query") or raw.get("message") or raw.get("edited_message") or {}
    sender = event.get("from") or {}
    if not isinstance(sender.get("id"), int):
        return []
    text = texts_in(str(sender.get("language_code", ""))[:2])("start.apology")
    answer = [Reply(AnswerCallbackQuery(callback_query_id=event["id"]))] if raw.get("callback_query") else []
    return [*answer, Reply(SendMessage(chat_id=sender["id"], text=text))]
