"""The polite word for an update that could not be processed: made from the raw update, since nothing else can be
trusted.
"""

from typing import Any

from aiogram.methods import AnswerCallbackQuery, SendMessage

from handlers.replies import Replies, Reply
from locales import texts_in


def replies(raw: dict[str, Any]) -> Replies:
    """A kind sentence in the sender's language; nothing for updates without a sender."""
    kind = next((each for each in ("callback_query", "message", "edited_message") if raw.get(each)), "")
    event = raw[kind] if isinstance(raw.get(kind), dict) else {}
    sender = event.get("from")
    if not isinstance(sender, dict) or not isinstance(sender.get("id"), int):
        return []
    text = texts_in(str(sender.get("language_code", ""))[:2])("start.apology")
    pressed = kind == "callback_query" and isinstance(event.get("id"), str)
    answer = [Reply(AnswerCallbackQuery(callback_query_id=event["id"]))] if pressed else []
    return [*answer, Reply(SendMessage(chat_id=sender["id"], text=text))]
