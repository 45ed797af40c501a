"""Mentions of people by their accounts: Telegram keeps those of people whom the bot knows, and drops the others."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulator.world import Bot

ACCOUNT = re.compile(r"tg:(?://)?user\?id=(\d{1,19})")


def link(url: str) -> dict[str, Any]:
    """The entity that a link in markup becomes: `tg://user?id=…` mentions a person."""
    account = ACCOUNT.fullmatch(url)
    if account is not None:
        return {"type": "text_mention", "user": {"id": int(account.group(1))}}
    return {"type": "text_link", "url": url}


def known(bot: "Bot", content: dict[str, Any]) -> dict[str, Any]:
    """The content of a message with whole `User` objects in its mentions, and without mentions of strangers."""
    for field in ("entities", "caption_entities"):
        found = content.get(field, [])
        if any(entity["type"] == "text_mention" for entity in found):
            users = _users(bot)
            kept = [_whole(users, entity) for entity in found]
            content = content | {field: [entity for entity in kept if entity is not None]}
    return content


def met(bot: "Bot", identifier: int) -> bool:
    """Whether the bot knows this account: from a chat of their own, a group, or because it is its own."""
    return identifier in _users(bot)


def _whole(users: dict[int, dict[str, Any]], entity: dict[str, Any]) -> dict[str, Any] | None:
    if entity["type"] != "text_mention":
        return entity
    user = users.get(entity["user"]["id"])
    return None if user is None else entity | {"user": user}


def _users(bot: "Bot") -> dict[int, dict[str, Any]]:
    """Everybody whom the bot has met, and itself."""
    rooms = (*(chat for chat in bot.chats.values() if chat.started), *bot.groups.values())
    return {bot.id: bot.user} | {reader.person.id: reader.user for room in rooms for reader in room.readers()}
