"""What a line of a transcript makes a person do on the emulated phone."""

import re

from emulator import people
from emulator.world import Chat
from tests import questionnaires, sheets
from tests.cast import Actor
from tests.service import USERNAME, Service
from tests.vocabulary import Words

PRESS = re.compile(r"(?:(\S.*?) )?\[(.+)\]")
GESTURE = re.compile(r"\{(.+)\}")
PIN = "2580"
TOKEN = re.compile(r"start=([\w-]{16,})")


def act(service: Service, actors: dict[str, Actor], actor: Actor, deed: str, words: Words) -> int:
    """Does it: `[a button]`, `{a gesture}`, or words to be typed. Returns how many presses that was."""
    deed, chat = deed.strip(), service.world.chat(service.bot, actor.user)
    if found := PRESS.fullmatch(deed):
        how, label = found[1] or "", found[2]
        for _ in range(2 if how == words.twice else 1):
            people.press(service.world, chat, label, stale=how == words.old_screen)
        return 1
    if found := GESTURE.fullmatch(deed):
        name, _, rest = (part.strip() for part in found[1].partition(":"))
        _gesture(service, actors, actor, chat, name, rest, words)
    else:
        people.write(service.world, chat, deed.replace("\\n", "\n"))
    return 0


def one_by_one(deed: str, words: Words) -> list[str]:
    """A deed as what is done before the bot answers: `{PIN}` is pressed digit by digit."""
    return [*(f"[{digit}]" for digit in PIN), f"[{words.pin_done}]"] if deed.strip() == f"{{{words.pin}}}" else [deed]


def _gesture(
    service: Service, actors: dict[str, Actor], actor: Actor, chat: Chat, name: str, rest: str, words: Words
) -> None:
    world = service.world
    if name == words.link:
        people.open_link(world, actor.user, link_of(service, actors[rest] if rest else actor))
    elif name == words.contact:
        people.share_contact(world, chat)
    elif name == words.other_contact:
        people.share_contact(world, chat, "+79991112233")
    elif name == words.edits:
        mine = [message for message in chat.messages.values() if message.by_person and message.kind == "text"]
        people.edit(world, chat, mine[-1].id, rest)
    elif name == words.blocks:
        people.block(world, chat)
    elif name == words.unblocks:
        people.unblock(world, chat)
    elif name == words.sheet:
        people.send_file(world, chat, "document", "people.xlsx", content=sheets.workbook(rest))
    elif name == words.form:
        people.send_file(world, chat, "document", "climate.xlsx", content=questionnaires.told(rest))
    elif name == words.archive:
        content = questionnaires.told_with_pictures(rest)
        people.send_file(world, chat, "document", "climate.zip", content=content)
    elif found := re.fullmatch(words.file, name):
        people.send_file(world, chat, "document", "file.bin", int(found[1]) * 1024 * 1024)
    else:
        people.send_file(world, chat, words.things[name])


def link_of(service: Service, actor: Actor) -> str:
    """The newest invitation that a person was shown, in words or in a button that shares or copies; else their own."""
    for message in reversed(service.world.chat(service.bot, actor.user).messages.values()):
        held = f"{message.content} {message.buttons}".replace("%3D", "=")
        if not message.by_person and (found := TOKEN.search(held)):
            return f"https://t.me/{USERNAME}?start={found[1]}"
    assert actor.link, f"{actor.name} was shown no invitation"
    return actor.link
