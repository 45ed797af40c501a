"""People of the soak: they look at their phones in the afternoon, and press on through what waits for them."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from time import perf_counter
from typing import Any

from aiogram.filters.callback_data import CallbackData

from emulator import people
from emulator.world import Chat, Message, World
from keyboards.meetings import AfterRecord, PlanNext, SayHeld
from keyboards.runs import OpenRun, PickOption, Step, TickOption

KINDS: tuple[type[CallbackData], ...] = (PickOption, TickOption, Step, PlanNext, AfterRecord, SayHeld, OpenRun)
DEEDS = 30
"""Presses at one look; nobody goes on for ever."""
LOOKED_AT = 6
"""The newest messages."""
WAIT = 3.0
"""Seconds after which a person stops waiting for an answer."""

Press = tuple[Message, int, int, CallbackData]


class Townsperson:
    """Somebody with a phone; `seconds` collects how long each answer took."""

    def __init__(self, world: World, chat: Chat, random: Random, seconds: list[float]) -> None:
        self.world, self.chat, self.random, self.seconds = world, chat, random, seconds
        self.read = 0
        self.unanswered: list[str] = []
        """What was done and seen when nothing came back."""

    @property
    def has_news(self) -> bool:
        """A message has come since the last look."""
        return bool(self.chat.messages) and next(reversed(self.chat.messages)) > self.read

    async def look(self) -> None:
        """Does what waits, until nothing does."""
        for _ in range(DEEDS):
            choice = self._choice()
            if choice is None:
                break
            await self._do(*choice)
        self.read = next(reversed(self.chat.messages), 0)

    async def ask(self, command: str) -> None:
        """Types a command and waits for the screen."""
        begun, before = perf_counter(), next(reversed(self.chat.messages), 0)
        mine = people.write(self.world, self.chat, command).id
        await self._until(lambda: next(reversed(self.chat.messages)) > max(mine, before), begun, command)

    def _choice(self) -> tuple[Message, tuple[int, int] | None, str] | None:
        """A button by its place, or words; None when nothing waits."""
        found = list(self._buttons())
        for kind in KINDS:
            fitting = [press for press in found if isinstance(press[3], kind) and self._wanted(press)]
            if fitting:
                message, row, column, _ = self.random.choice(fitting)
                return message, (row, column), ""
        steps = [press for press in found if isinstance(press[3], Step)]
        return (steps[0][0], None, "Всё идёт хорошо, спасибо") if steps else None

    def _buttons(self) -> Iterator[Press]:
        for message in islice(reversed(self.chat.messages.values()), LOOKED_AT):
            for row, buttons in enumerate(message.buttons):
                for column, button in enumerate(buttons):
                    data = button.get("callback_data", "")
                    for kind in KINDS:
                        if data.startswith(f"{kind.__prefix__}:"):
                            yield message, row, column, kind.unpack(data)

    def _wanted(self, press: Press) -> bool:
        message, row, column, data = press
        label = message.buttons[row][column]["text"]
        match data:
            case PickOption():
                return not label.startswith(("✓", "Не было", "Перенесли")) or self.random.random() < 0.05
            case TickOption():
                return not any(each["text"].startswith("☑") for buttons in message.buttons for each in buttons)
            case Step(step=step):
                return step in ("done", "submit")
            case PlanNext(weeks=weeks):
                return weeks == 2 or self.random.random() < 0.3
            case AfterRecord(step=step):
                return step == "change"
            case SayHeld(held=held):
                return held and message.id > self.read
            case OpenRun():
                return message.id > self.read
            case _:
                return True

    async def _do(self, message: Message, place: tuple[int, int] | None, words: str) -> None:
        begun, toasts = perf_counter(), len(self.chat.toasts)
        if place is None:
            people.write(self.world, self.chat, words)
        else:
            people.press_at(self.world, self.chat, message.id, *place)
        before = self._screen()
        done = words if place is None else message.buttons[place[0]][place[1]]["text"]
        await self._until(lambda: self._screen() != before or len(self.chat.toasts) > toasts, begun, done)

    def _screen(self) -> list[tuple[Any, ...]]:
        """What an answer shows in: words may be for a card further up, which is rewritten where it stands."""
        return [(message.id, message.content, message.buttons) for message in self.chat.messages.values()]

    async def _until(self, happened: Callable[[], bool], begun: float, done: str) -> None:
        while not happened():
            if perf_counter() - begun > WAIT:
                screens = "\n".join(f"  {number}: {content} {buttons}" for number, content, buttons in self._screen())
                self.unanswered.append(f"[{done}] on\n{screens}")
                return
            await asyncio.sleep(0.002)
        self.seconds.append(perf_counter() - begun)
