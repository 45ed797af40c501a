"""A phone: what its screen showed when it was last looked at, which may be long ago."""

from dataclasses import dataclass

from emulator import people
from emulator.world import Chat, World


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a screen shows it, with the words above it and its neighbours."""

    message_id: int
    text: str
    label: str
    data: str
    beside: tuple[tuple[str, str], ...]
    """Label and data of every button of the message."""


class Phone:
    """One of a person's devices. Only what it shows can be pressed, and a forgotten one shows the past."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world, self.chat = world, chat
        self.shown: list[Button] = []

    def look(self) -> None:
        """The screen as it is now."""
        self.shown = buttons(self.chat)

    def press(self, button: Button) -> None:
        """Presses a button that this screen shows, whatever has become of it since."""
        people.forge(self.world, self.chat, button.message_id, button.data)


def buttons(chat: Chat) -> list[Button]:
    """Every button that works in a chat, oldest message first."""
    found = []
    for message in chat.messages.values():
        rows = [] if message.by_person or message.deleted else message.buttons
        both = [(button["text"], button.get("callback_data")) for row in rows for button in row]
        working = tuple((label, data) for label, data in both if data is not None)
        text = message.content.get("text") or message.content.get("caption") or ""
        found += [Button(message.id, text, label, data, working) for label, data in working]
    return found
