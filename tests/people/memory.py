"""The model: what each person saw confirmed, and whatever they ever sent, so that the database can be held to it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiogram.filters.callback_data import CallbackData

from domain.answers import clean
from domain.forms import Form, Question
from emulator.world import Chat
from keyboards.runs import ChangeAnswer, PickOption, RunChoice, Step, TickOption
from tests.people.phone import Button, buttons

ANYTHING = object()
"""An answer of which only a part could be seen: options on another page, words that mean an option."""
LONGEST = 4096
CARD = (PickOption, TickOption, Step, ChangeAnswer)
Place = tuple[int, int]
"""Run and revision."""
Spot = tuple[int, str]
"""Run and question."""


@dataclass(frozen=True, slots=True)
class Try:
    """A press, or words, for a card at a revision; `value` is None when it was not an answer."""

    place: Place
    text: str
    value: object | None


@dataclass
class Memory:
    """What all people together remember."""

    sent: dict[Spot, set[object]] = field(default_factory=lambda: defaultdict(set))
    confirmed: dict[Spot, object] = field(default_factory=dict)
    torn: set[int] = field(default_factory=set)
    """Whoever deleted messages: their cards may be gone."""
    words: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Everything that somebody typed, by their id."""
    newest: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """By run: the newest revision that was ever on a screen; a press on an earlier one confirms nothing."""
    _before: dict[Place, set[object]] = field(default_factory=lambda: defaultdict(set))
    """What was tried at a place in earlier moments, and was perhaps taken though the screen never said so."""
    _tries: dict[int, list[Try]] = field(default_factory=lambda: defaultdict(list))
    _typing: dict[int, list[tuple[Place, str, str]]] = field(default_factory=lambda: defaultdict(list))

    def pressed(self, chat: Chat, button: Button) -> None:
        """Somebody is about to press a button."""
        data = _unpacked(button.data)
        if isinstance(data, PickOption):
            self._try(chat, button, data, data.option)
        elif isinstance(data, Step) and data.step in ("done", "skip", "back", "forward", "submit"):
            value = {"done": _ticked(button), "skip": ""}.get(data.step)
            self._try(chat, button, data, value)
        elif isinstance(data, TickOption | ChangeAnswer):
            self._try(chat, button, data, None)
        elif isinstance(data, RunChoice) and data.choice == "again":
            self.confirmed = {spot: value for spot, value in self.confirmed.items() if spot[0] != data.run}

    def typed(self, chat: Chat, words: str) -> None:
        """Somebody is about to write: it is for the card that is open, if any."""
        cleaned = clean(words, LONGEST)
        self.words[chat.person.id].add(cleaned if isinstance(cleaned, str) else words)
        for place, text in _cards(chat).items():
            self._typing[chat.person.id].append((place, text, words))

    def settle(self, chats: Mapping[int, Chat], forms: Mapping[int, Form]) -> None:
        """Everything was answered: what the screens show now is what was confirmed. `forms` are those of the runs."""
        for person, tries in self._tries.items():
            shown = _cards(chats[person])
            wrote = {place for place, _, _ in self._typing[person]}
            for place, first in {one.place: one for one in reversed(tries)}.items():
                asked = _question(forms.get(place[0]), first.text)
                if asked is None:
                    continue
                for one in tries:
                    if one.place == place and one.value is not None:
                        self.sent[place[0], asked.name].add(_value(asked, one.value))
                current = (
                    place not in wrote and place[1] >= self.newest[place[0]] and self._before[place] <= {first.value}
                )
                if first.value is not None and current and _went_on(place, asked, shown, forms):
                    self.confirmed[place[0], asked.name] = _value(asked, first.value)
        self._settle_words(chats, forms)
        for one in (each for tries in self._tries.values() for each in tries):
            self._before[one.place].add(one.value)
        for place in (each[0] for typing in self._typing.values() for each in typing):
            self._before[place].add(ANYTHING)
        for run, revision in (place for chat in chats.values() for place in _cards(chat)):
            self.newest[run] = max(self.newest[run], revision)
        self._tries.clear()
        self._typing.clear()

    def _settle_words(self, chats: Mapping[int, Chat], forms: Mapping[int, Form]) -> None:
        for person, typing in self._typing.items():
            shown = _cards(chats[person])
            pressed = {one.place for one in self._tries[person]}
            for place, text, words in typing:
                asked = _question(forms.get(place[0]), text)
                if asked is None:
                    continue
                cleaned = clean(words, LONGEST) if asked.kind == "text" else ANYTHING
                self.sent[place[0], asked.name].add(cleaned)
                alone = len(typing) == 1 and place not in pressed and not self._before[place]
                alone = alone and place[1] >= self.newest[place[0]]
                if alone and _went_on(place, asked, shown, forms):
                    self.confirmed[place[0], asked.name] = cleaned

    def _try(self, chat: Chat, button: Button, data: CallbackData, value: object | None) -> None:
        place = (data.run, data.revision)  # type: ignore[attr-defined]  # every kind of CARD has them
        self._tries[chat.person.id].append(Try(place, button.text, value))


def live_cards(chat: Chat, run: int) -> set[int]:
    """The messages of a chat with buttons that act on a run."""
    return {
        button.message_id
        for button in buttons(chat)
        if isinstance(data := _unpacked(button.data), CARD) and data.run == run
    }


def live_runs(chat: Chat) -> list[int]:
    """The runs whose cards a chat shows, the newest message last."""
    found = [_unpacked(button.data) for button in buttons(chat)]
    return list(dict.fromkeys(data.run for data in found if isinstance(data, CARD)))


def _cards(chat: Chat) -> dict[Place, str]:
    """The cards that a chat shows, newest revision of each run last; the words on them."""
    found = {}
    for button in buttons(chat):
        if isinstance(data := _unpacked(button.data), CARD):
            found[data.run, data.revision] = button.text
    return dict(sorted(found.items()))


def _went_on(place: Place, asked: Question, shown: Mapping[Place, str], forms: Mapping[int, Form]) -> bool:
    """Whether a screen shows a later state of the run, at another question."""
    later = [text for (run, revision), text in shown.items() if run == place[0] and revision > place[1]]
    return bool(later) and _question(forms.get(place[0]), later[-1]) not in (None, asked)


def _question(form: Form | None, text: str) -> Question | None:
    """The question that a card asks, by its words; None on a summary, or at the end."""
    asked = [
        (len(label), question)
        for question in (form.questions if form else ())
        for label in question.label.values()
        if f"\n{label}" in f"\n{text}"
    ]
    return max(asked, key=lambda each: each[0])[1] if asked else None


def _ticked(button: Button) -> tuple[int, ...] | object:
    """The options that a card shows as ticked, by index; on more than one page nobody sees all."""
    ticks = [(label, data) for label, packed in button.beside if isinstance(data := _unpacked(packed), TickOption)]
    if any(isinstance(data := _unpacked(packed), Step) and data.step == "page" for _, packed in button.beside):
        return ANYTHING
    return tuple(data.index for label, data in ticks if label.startswith("☑"))


def _value(question: Question, sent: object) -> object:
    """What was sent, as it is kept: names of options, one word."""
    if isinstance(sent, tuple):
        return " ".join(question.options[index].name for index in sent)
    return "" if question.kind == "note" else sent


def _unpacked(data: str) -> CallbackData | None:
    for kind in (*CARD, RunChoice):
        if data.split(":")[0] == kind.__prefix__:
            return kind.unpack(data)
    return None
