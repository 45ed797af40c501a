"""What people make of a message without writing: a reaction to it, a vote in its poll."""

from typing import Any

from emulator.deeds import Impossible, reach, tell
from emulator.groups import Group
from emulator.methods.callbacks import REACTIONS
from emulator.world import Chat, Message, World


def react(world: World, chat: Chat, message_id: int, emoji: str | None) -> Message:
    """Put a reaction on a message in place of the former one; None takes it back."""
    reach(chat)
    message = _shown(chat, message_id)
    if emoji is not None and emoji not in REACTIONS:
        raise Impossible(f"{emoji!r} is no reaction that Telegram has")
    before, after = message.reactions_of.get(chat.person.id), emoji
    message.reactions_of = {person: one for person, one in message.reactions_of.items() if person != chat.person.id}
    if after is not None:
        message.reactions_of[chat.person.id] = after
    if before != after and _is_told(chat):
        changed = {"old_reaction": _reactions(before), "new_reaction": _reactions(after)}
        about = {"chat": chat.fields, "message_id": message_id, "user": chat.user, "date": world.now()}
        tell(chat, "message_reaction", about | changed)
    world.changed(chat.room)
    return message


def vote(world: World, chat: Chat, message_id: int, options: list[int]) -> Message:
    """Vote for options of a poll by their places, counted from 0; an empty list takes the vote back."""
    reach(chat)
    message = _shown(chat, message_id)
    poll = message.content.get("poll")
    if poll is None:
        raise Impossible(f"message {message_id} is no poll")
    _check_vote(poll, options, voted=chat.person.id in message.votes)
    message.votes = {person: places for person, places in message.votes.items() if person != chat.person.id}
    if options:
        message.votes[chat.person.id] = sorted(set(options))
    message.content = message.content | {"poll": _counted(poll, list(message.votes.values()))}
    if not message.by_person:
        if not poll["is_anonymous"]:
            places = message.votes.get(chat.person.id, [])
            chosen = {"option_ids": places, "option_persistent_ids": [str(place) for place in places]}
            tell(chat, "poll_answer", {"poll_id": poll["id"], "user": chat.user} | chosen)
        tell(chat, "poll", message.content["poll"])
    world.changed(chat.room)
    return message


def _shown(chat: Chat, message_id: int) -> Message:
    message = chat.visible(message_id)
    if message is None:
        raise Impossible(f"there is no message {message_id}")
    return message


def _is_told(chat: Chat) -> bool:
    """In a group bots hear of reactions as administrators only (Bot API, Update)."""
    return not isinstance(chat.room, Group) or chat.room.status == "administrator"


def _reactions(emoji: str | None) -> list[dict[str, str]]:
    return [] if emoji is None else [{"type": "emoji", "emoji": emoji}]


def _check_vote(poll: dict[str, Any], options: list[int], *, voted: bool) -> None:
    if poll["is_closed"]:
        raise Impossible("this poll is closed")
    if voted and not poll["allows_revoting"]:
        raise Impossible("a vote in this poll is final")
    if any(not 0 <= place < len(poll["options"]) for place in options):
        raise Impossible(f"this poll has the options 0 to {len(poll['options']) - 1}")
    if len(set(options)) > 1 and not poll["allows_multiple_answers"]:
        raise Impossible("this poll takes one option only")


def _counted(poll: dict[str, Any], votes: list[list[int]]) -> dict[str, Any]:
    """The poll with its votes counted anew."""
    options = [
        option | {"voter_count": sum(place in chosen for chosen in votes)}
        for place, option in enumerate(poll["options"])
    ]
    return poll | {"options": options, "total_voter_count": len(votes)}
