"""An attacker: an outsider, or a pupil with a modified application, who sends what no screen of theirs ever showed."""

from random import Random

from emulator import people
from emulator.world import Chat, World
from tests.people.phone import buttons

TOKENS = ("A" * 22, "A" * 64, "приглашение", "../../etc/passwd", "1")
MADE_UP = ("", "zzz", "o1", "o1:1", "o1:1:-1:yes", "r1:999999", "m1:../../etc", "s1:1:1:submit:", "\u0000", "я" * 32)


class Attacker:
    """Sends the buttons of others, numbers near to them, and invitations that are not theirs."""

    def __init__(self, name: str, world: World, chat: Chat, victims: list[Chat]) -> None:
        self.name, self.world, self.chat, self.victims = name, world, chat, victims

    def act(self, random: Random) -> str:
        """One attempt; returns what it was."""
        way = random.random()
        if way < 0.1:
            words = f"/start {random.choice((*TOKENS, *self._tokens()))}"
            people.write(self.world, self.chat, words)
            return f"{self.name} tries {words}"
        if way < 0.15:
            victim = random.choice(self.victims).person
            people.share_contact(self.world, self.chat, victim.phone, victim.id)
            return f"{self.name} shares the contact of {victim.first_name}"
        data = self._data(random)
        below = [message.id for message in self.chat.messages.values() if not message.by_person]
        if below:
            people.forge(self.world, self.chat, random.choice(below[-3:]), data)
        return f"{self.name} forges {data!r}"

    def _data(self, random: Random) -> str:
        """A button that a victim was shown, itself or with another number."""
        stolen = [button.data for button in buttons(random.choice(self.victims))]
        stolen = [data for data in stolen if not data.startswith(("m1:", "j1:", "j2:"))] or list(MADE_UP)
        data = random.choice((random.choice(stolen), random.choice(stolen), random.choice(MADE_UP)))
        if random.random() < 0.3:
            prefix, *fields = data.split(":")
            fields = [str(random.randrange(1, 12)) if field.isdigit() else field for field in fields]
            data = ":".join([prefix, *fields])
        return data

    def _tokens(self) -> list[str]:
        """Invitations that others have used up, as a forwarded message would show them."""
        said = [message.content.get("text", "") for chat in self.victims for message in chat.messages.values()]
        return [text.removeprefix("/start ") for text in said if text.startswith("/start ")]
