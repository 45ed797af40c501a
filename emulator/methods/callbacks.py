"""Answers to presses, reactions and the sign that the bot is busy."""

import re
from typing import Any

from emulator.calls import Call
from emulator.methods import chats
from emulator.parameters import flag, structure, text
from emulator.refusals import bad_luck, bad_request
from emulator.world import QUERY_LIFE, World

ANSWER_CHARACTERS = 200
OWN_LINK = re.compile(r"(?:https?://)?(?:t|telegram)\.me/(\w+)\?start(?:group)?=[A-Za-z0-9_-]{1,64}", re.IGNORECASE)
"""An answer may open only a link to the bot itself, for a bot without games (Bot API, answerCallbackQuery)."""
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
REACTIONS = frozenset({
    "❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩",
    "🤮", "💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤‍🔥", "🌚", "🌭", "💯",
    "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕", "😈", "😴", "😭",
    "🤓", "👻", "👨‍💻", "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄",
    "☃", "💅", "🤪", "🗿", "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷‍♂",
    "🤷", "🤷‍♀", "😡",
})  # fmt: skip
"""The emoji of a reaction (Bot API, ReactionTypeEmoji)."""


def answer_callback_query(world: World, call: Call) -> bool:
    """answerCallbackQuery: at most once in 150 seconds; a second answer changes nothing."""
    chat, query = call.bot.queries.get(text(call.params, "callback_query_id"), (None, None))
    if chat is None or query is None or query.at < world.clock.now() - QUERY_LIFE:
        raise bad_luck("query is too old and response timeout expired or query ID is invalid")
    shown = text(call.params, "text")
    if len(shown) > ANSWER_CHARACTERS:
        raise bad_request("MESSAGE_TOO_LONG")
    url = text(call.params, "url")
    link = OWN_LINK.fullmatch(url)
    if url and (link is None or link.group(1).lower() != call.bot.username.lower()):
        raise bad_request("URL_INVALID")
    if query.answered:
        return True
    query.answered = True
    if shown or url:
        toast: dict[str, Any] = {"text": shown, "alert": flag(call.params, "show_alert")}
        if url:
            toast["url"] = url
        chat.toasts.append({"at": world.clock.now().isoformat(), **toast})
        world.events.publish("toast", person_id=chat.person.id, bot=call.bot.username, **toast)
    world.changed(chat)
    return True


def send_chat_action(world: World, call: Call) -> bool:
    """sendChatAction."""
    chat = chats.writable(call)
    action = text(call.params, "action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.tell(chat, "typing", text=action)
    return True


def set_message_reaction(world: World, call: Call) -> bool:
    """setMessageReaction: at most one emoji; none takes it back."""
    chat = chats.writable(call)
    message = chats.message(call, chat, "message to react not found")
    reactions = structure(call.params, "reaction", "reaction types") or []
    if not isinstance(reactions, list) or len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        emoji = reaction.get("emoji") if isinstance(reaction, dict) else None
        if not isinstance(emoji, str) or emoji not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    message.reactions = reactions
    world.changed(chat)
    return True
