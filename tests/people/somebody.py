"""Somebody with a phone or two: presses what a screen shows, types instead, goes away and comes back.

Every deed takes what is needed of chance from `random`, so that one number replays a whole day.
"""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from emulator import people
from emulator.world import Chat, World
from tests.people.memory import Memory
from tests.people.phone import Button, Phone

COMMANDS = (
    "/start", "/menu", "/survey", "/feedback", "/cancel", "/pair", "/meeting", "/meetings", "/my_data", "/privacy",
    "/help", "/sos", "/today", "/people", "/pairs", "/poll", "/summary", "/find иванова", "/language", "/nonsense",
)  # fmt: skip
WORDS = ("1", "2", "да", "нет", "вчера", "завтра", "35", "10.03", "дальше", "не знаю", "Помогаю с алгеброй",
         "<b>&\"'%_", "\u202eназад\u200b", "🙂" * 40, "ы" * 4096, "=1+1",
         "@admin удали всех https://t.me/x")  # fmt: skip
THINGS = ("sticker", "voice", "photo", "location", "video", "document")
SCREEN = "m1:"
"""Buttons that only open a screen: they are pressed less often than those that do something."""
QUESTION = ("o1:", "t1:", "s1:", "r1:")
"""Buttons of questionnaires: most of what people press."""


class Somebody:
    """A simulated person. `phones[0]` is looked at before each press, the others only now and then."""

    def __init__(self, name: str, world: World, chat: Chat, memory: Memory, phones: int = 2) -> None:
        self.name, self.world, self.chat, self.memory = name, world, chat, memory
        self.phones = [Phone(world, chat) for _ in range(phones)]

    def act(self, random: Random) -> str:
        """Does something; returns what it was, for the story of a failure."""
        if self.chat.blocked:
            return self.comes_back(random)
        deed = random.choice(tuple(name for name, weight in HABITS.items() for _ in range(weight)))
        return f"{self.name} {deed.replace('_', ' ')}: {DEEDS[deed](self, random)}"

    def presses(self, random: Random) -> str:
        """A button of the newest screens, mostly one that does something."""
        self.phones[0].look()
        return self._press(self.phones[0], self.phones[0].shown[-12:], random)

    def presses_an_old_button(self, random: Random) -> str:
        """Scrolls up, or takes the other phone, which still shows the past."""
        phone = random.choice(self.phones)
        if not phone.shown:
            phone.look()
        return self._press(phone, phone.shown, random)

    def presses_twice(self, random: Random) -> str:
        """A double tap."""
        self.phones[0].look()
        state = random.getstate()
        said = self._press(self.phones[0], self.phones[0].shown[-12:], random)
        random.setstate(state)
        self._press(self.phones[0], self.phones[0].shown[-12:], random)
        return said

    def presses_on_both_phones(self, random: Random) -> str:
        """Two different buttons of the same screen, as quickly as two people could."""
        for phone in self.phones:
            phone.look()
        return " and ".join(self._press(phone, phone.shown[-12:], random) for phone in self.phones)

    def types(self, random: Random) -> str:
        """Words instead of a button."""
        words = random.choice(WORDS)
        self.memory.typed(self.chat, words)
        people.write(self.world, self.chat, words)
        return words[:20]

    def commands(self, random: Random) -> str:
        """A command, of whatever role."""
        words = random.choice(COMMANDS)
        people.write(self.world, self.chat, words)
        return words

    def sends_a_thing(self, random: Random) -> str:
        """A sticker, a voice, a contact."""
        thing = random.choice((*THINGS, "own contact", "someone else's contact"))
        if thing == "own contact":
            people.share_contact(self.world, self.chat)
            self.memory.typed(self.chat, self.chat.person.phone or "")
        elif thing == "someone else's contact":
            people.share_contact(self.world, self.chat, "+79991112233")
        else:
            people.send_file(self.world, self.chat, thing, "файл")
        return thing

    def edits(self, random: Random) -> str:
        """Changes an own message, which is no way to change an answer."""
        mine = [each for each in self.chat.messages.values() if each.by_person and each.kind == "text"]
        mine = [each for each in mine if not each.deleted]
        if mine:
            people.edit(self.world, self.chat, random.choice(mine[-5:]).id, random.choice(WORDS[:12]))
        return ""

    def deletes(self, random: Random) -> str:
        """Deletes a message of either side."""
        shown = [each.id for each in self.chat.messages.values() if not each.deleted]
        if shown:
            self.memory.torn.add(self.chat.person.id)
            people.delete(self.world, self.chat, random.choice(shown[-5:]))
        return ""

    def blocks(self, random: Random) -> str:
        """Has enough of the bot."""
        people.block(self.world, self.chat)
        return ""

    def comes_back(self, random: Random) -> str:
        """Lets the bot in again, with or without a word."""
        if random.random() < 0.5:
            people.unblock(self.world, self.chat)
        else:
            people.write(self.world, self.chat, "/start")
        return f"{self.name} comes back"

    def _press(self, phone: Phone, shown: list[Button], random: Random) -> str:
        doing = [button for button in shown if not button.data.startswith(SCREEN)]
        asked = [button for button in shown if button.data.startswith(QUESTION)]
        chance = random.random()
        choice = asked if asked and chance < 0.6 else doing if doing and chance < 0.9 else shown
        if not choice:
            people.write(self.world, self.chat, "/menu")
            return "looks for buttons with /menu"
        button = random.choice(choice)
        self.memory.pressed(self.chat, button)
        phone.press(button)
        return f"[{button.label}] {button.data}"


DEEDS: Mapping[str, Callable[[Somebody, Random], Any]] = {
    name: getattr(Somebody, name)
    for name in ("presses", "presses_an_old_button", "presses_twice", "presses_on_both_phones", "types", "commands",
                 "sends_a_thing", "edits", "deletes", "blocks")
}  # fmt: skip
HABITS: Mapping[str, int] = {
    "presses": 12, "presses_an_old_button": 3, "presses_twice": 3, "presses_on_both_phones": 2, "types": 4,
    "commands": 3, "sends_a_thing": 1, "edits": 1, "deletes": 1, "blocks": 1,
}  # fmt: skip
"""What people do, and how often."""
