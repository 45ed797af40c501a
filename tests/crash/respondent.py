"""Somebody who fills in a questionnaire by what the screen shows, and remembers every answer that it confirmed."""

import asyncio
from dataclasses import dataclass, field
from random import Random

from aiogram.filters.callback_data import CallbackData

from domain.forms import Form, Question
from emulator import people
from emulator.world import Chat, Message, World
from keyboards.runs import OpenRun, PickOption, Step, TickOption
from locales import texts_in

Place = tuple[int, int]
"""Row and column of a button."""
PATIENCE = 10.0
"""Seconds after which somebody tries again."""
NERVOUS = 0.15
"""Seconds after which a nervous person presses a second time."""


class Stuck(AssertionError):
    """The person sees nothing to go on with."""


@dataclass
class Respondent:
    """A person at a phone. `confirmed`: by question the value of each answer after which the screen went on."""

    world: World
    chat: Chat
    form: Form
    tone: str
    run_id: int
    random: Random
    nervous: bool = False
    confirmed: dict[str, str] = field(default_factory=dict)
    repeats: int = 0

    async def finish(self, steps: int | None = None) -> None:
        """Goes on until the questionnaire is over, or for so many steps."""
        while steps is None or steps > 0:
            card = await self._card()
            if card is None:
                return
            await self._step(card)
            steps = steps - 1 if steps is not None else None

    def cards(self) -> list[Message]:
        """The messages with working buttons of this questionnaire; none once a toast said that it was sent."""
        if self._told_that_it_was_sent():
            return []
        shown = [message for message in self.chat.messages.values() if not message.deleted]
        return [message for message in shown if self._ours(message)]

    async def _card(self) -> Message | None:
        """The newest card; None when the questionnaire was begun and has no card any more: it is over."""
        for _ in range(int(PATIENCE / 0.01)):
            if cards := self.cards():
                return cards[-1]
            if self.confirmed:
                return None
            await asyncio.sleep(0.01)
        raise Stuck("no card has come")

    async def _step(self, card: Message) -> None:
        """Presses or types what the card asks for, until it has changed."""
        question, value, place, text = self._choice(card)
        before, words = self._seen(card), card.content.get("text")
        for attempt in range(5):
            self.repeats += attempt > 0
            if place is None:
                people.write(self.world, self.chat, text)
            else:
                people.press_at(self.world, self.chat, card.id, *place)
            if self.nervous and place is not None and not await self._changed(card, before, NERVOUS):
                self.repeats += 1
                people.press_at(self.world, self.chat, card.id, *place)
            if await self._changed(card, before, PATIENCE):
                break
        else:
            raise Stuck(f"no answer to {text or place} on {before}")
        seen = self._question(card) != question and card.content.get("text") != words
        if question is not None and (seen or self._told_that_it_was_sent()):
            self.confirmed[question.name] = value

    def _choice(self, card: Message) -> tuple[Question | None, str, Place | None, str]:
        """Question and value of the answer that is given, if it is one; the button, or the words."""
        question = self._question(card)
        if picks := self._buttons(card, PickOption):
            place, data = self.random.choice(picks)
            is_note = question is not None and question.kind == "note"
            return question, "" if is_note else data.option, place, ""
        if ticks := self._buttons(card, TickOption):
            ticked = [data.index for place, data in ticks if self._label(card, place).startswith("☑")]
            if not ticked:
                return None, "", self.random.choice(ticks)[0], ""
            assert question
            value = " ".join(question.options[index].name for index in ticked)
            return question, value, self._to(card, "done"), ""
        steps = {data.step: place for place, data in self._buttons(card, Step)}
        if "submit" in steps:
            return None, "", steps["submit"], ""
        if opens := self._buttons(card, OpenRun):
            return None, "", opens[0][0], ""
        assert question, f"what is this? {self._seen(card)}"
        words = f"слова про {question.name} номер {self.random.randrange(1000)}"
        return question, words, None, words

    def _question(self, card: Message) -> Question | None:
        """The question on a card; None on the summary and after the end."""
        steps = {data.step for _, data in self._buttons(card, Step)}
        if not steps or "submit" in steps:
            return None
        shown = [
            question
            for question in self.form.questions
            for label in question.label.values()
            if label in card.content.get("text", "")
        ]
        return max(shown, key=lambda question: max(map(len, question.label.values())), default=None)

    def _buttons(self, card: Message, kind: type[CallbackData]) -> list[tuple[Place, CallbackData]]:
        return [
            ((row, column), kind.unpack(button["callback_data"]))
            for row, buttons in enumerate(card.buttons)
            for column, button in enumerate(buttons)
            if button.get("callback_data", "").split(":")[0] == kind.__prefix__
        ]

    def _ours(self, message: Message) -> bool:
        return any(
            data.run == self.run_id
            for kind in (OpenRun, PickOption, TickOption, Step)
            for _, data in self._buttons(message, kind)
        )

    def _to(self, card: Message, step: str) -> Place:
        return next(place for place, data in self._buttons(card, Step) if data.step == step)

    def _label(self, card: Message, place: Place) -> str:
        return str(card.buttons[place[0]][place[1]]["text"])

    def _seen(self, card: Message) -> str:
        return f"{card.content.get('text')} {card.buttons}"

    async def _changed(self, card: Message, before: str, seconds: float) -> bool:
        """Whether the card changes in that time, or a newer one comes."""
        for _ in range(int(seconds / 0.005)):
            if self._is_past(card, before):
                return True
            await asyncio.sleep(0.005)
        return self._is_past(card, before)

    def _is_past(self, card: Message, before: str) -> bool:
        cards = self.cards()
        return self._seen(card) != before or bool(cards and cards[-1].id > card.id) or self._told_that_it_was_sent()

    def _told_that_it_was_sent(self) -> bool:
        """The card of the end may not have come, as after a block; whoever presses the old one once more is told."""
        sent = texts_in("ru", self.tone)("runs.over_done")
        return any(toast["text"] == sent for toast in self.chat.toasts)
