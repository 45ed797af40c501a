"""A Bot API server with people in it, too small to be what is measured: they press, and wait for both answers."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import parse_qsl

from bench.wire import Answer

OK = b'{"ok":true,"result":true}'
STEP_PREFIXES = ("o1:", "step:")
"""How the buttons that answer a question begin: ours, the rivals'."""
FIRST_PERSON = 7_000_000_001


@dataclass(slots=True)
class Person:
    """Somebody who presses the first answer on the card, waits until card and press are answered, and presses again."""

    id: int
    openers: Iterator[str]
    card: int
    text: str = "…"
    markup: str = '{"inline_keyboard":[]}'
    query: str = ""
    asked_at: float = 0.0
    edited: bool = False
    answered: bool = False
    counts: bool = False

    def button(self) -> str | None:
        """The data of the first button that answers a question."""
        for row in json.loads(self.markup)["inline_keyboard"]:
            for button in row:
                if button["callback_data"].startswith(STEP_PREFIXES):
                    return str(button["callback_data"])
        return None


class Bot:
    """One bot under test: its people, its updates, its waiting poll."""

    def __init__(
        self, token: str, people: int, openers: Callable[[int], Iterator[str]], updates_before: int = 0
    ) -> None:
        self.token = token
        self.people = [Person(FIRST_PERSON + index, openers(index), card=index + 1) for index in range(people)]
        self.by_id = {person.id: person for person in self.people}
        self.by_query: dict[str, Person] = {}
        self.updates: deque[tuple[int, bytes]] = deque()
        self.waiting: Answer | None = None
        self.polled_at: float | None = None
        self.last_update = updates_before
        self.active = 0
        self.seconds: list[float] = []
        self.user = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Bench", "username": "bench_bot"}

    def start(self, people: int) -> None:
        """So many people begin; each goes on by itself."""
        self.active = people
        for person in self.people[:people]:
            self._press(person)

    def forget(self) -> None:
        """Counts from here on."""
        self.seconds.clear()

    def stop(self) -> list[float]:
        """Nobody presses any more; seconds from press to both answers of the steps counted until now."""
        self.active = 0
        return self.seconds

    async def rest(self) -> None:
        """Until nobody waits for an answer any more. TimeoutError after ten seconds: something was lost."""
        async with asyncio.timeout(10):
            while self.by_query:  # noqa: ASYNC110 - the people have no task of their own
                await asyncio.sleep(0.01)

    async def begun(self) -> None:
        """Until everybody who presses has a question before them: the press that brings the first one is no step."""
        async with asyncio.timeout(120):
            opening = self.people[: self.active]
            while any(not person.counts for person in opening):  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.05)

    async def polled(self) -> None:
        """Until the bot asks for updates the first time."""
        async with asyncio.timeout(30):
            while self.polled_at is None:  # noqa: ASYNC110 - once, while the bot starts
                await asyncio.sleep(0.001)

    def call(self, method: str, body: bytes, answer: Answer) -> None:
        """One call of the Bot API."""
        match method:
            case "getUpdates":
                self._poll(_params(body), answer)
            case "editMessageText":
                answer(self._edit(_params(body)))
            case "answerCallbackQuery":
                answer(OK)
                person = self.by_query[str(_params(body)["callback_query_id"])]
                person.answered = True
                self._perhaps_next(person)
            case "getMe":
                answer(_good(self.user))
            case _:
                answer(OK)

    def _poll(self, params: dict[str, str], answer: Answer) -> None:
        self.polled_at = self.polled_at or perf_counter()
        offset = int(params.get("offset", 0) or 0)
        while self.updates and self.updates[0][0] < offset:
            self.updates.popleft()
        if self.updates:
            answer(self._batch())
        else:
            self.waiting = answer

    def _batch(self) -> bytes:
        bodies = [body for _, body in list(self.updates)[:100]]
        return b'{"ok":true,"result":[' + b",".join(bodies) + b"]}"

    def _edit(self, params: dict[str, str]) -> bytes:
        person = self.by_id[int(params["chat_id"])]
        person.text = params["text"]
        markup = params.get("reply_markup", '{"inline_keyboard":[]}')
        person.markup = markup if isinstance(markup, str) else json.dumps(markup)
        person.edited = True
        message = self._message(person)
        self._perhaps_next(person)
        return b'{"ok":true,"result":' + message + b"}"

    def _message(self, person: Person) -> bytes:
        text = json.dumps(person.text)
        chat = f'{{"id":{person.id},"type":"private","first_name":"Person"}}'
        sender = json.dumps(self.user)
        return (
            f'{{"message_id":{person.card},"date":1700000000,"edit_date":1700000001,"chat":{chat},"from":{sender},'
            f'"text":{text},"reply_markup":{person.markup}}}'
        ).encode()

    def _perhaps_next(self, person: Person) -> None:
        if not (person.edited and person.answered):
            return
        del self.by_query[person.query]
        if person.counts:
            self.seconds.append(perf_counter() - person.asked_at)
        if self.active > person.card - 1:
            self._press(person)

    def _press(self, person: Person) -> None:
        button = person.button()
        person.counts = button is not None
        data = button or next(person.openers)
        self.last_update += 1
        person.query = f"4{self.last_update:018d}"
        person.edited = person.answered = False
        self.by_query[person.query] = person
        sender = f'{{"id":{person.id},"is_bot":false,"first_name":"Person","language_code":"ru"}}'
        update = (
            f'{{"update_id":{self.last_update},"callback_query":{{"id":"{person.query}","from":{sender},'
            f'"chat_instance":"{person.id}","data":"{data}","message":'
        ).encode()
        self.updates.append((self.last_update, update + self._message(person) + b"}}"))
        person.asked_at = perf_counter()
        if self.waiting is not None:
            waiting, self.waiting = self.waiting, None
            waiting(self._batch())


class Telegram:
    """All bots under test behind one address."""

    def __init__(self) -> None:
        self.bots: dict[str, Bot] = {}

    def add(self, bot: Bot) -> Bot:
        """Makes a bot known."""
        self.bots[bot.token] = bot
        return bot

    def handle(self, path: str, body: bytes, answer: Answer) -> None:
        """`/bot<token>/<method>`."""
        _, token, method = path.split("?", 1)[0].split("/", 2)
        self.bots[token.removeprefix("bot")].call(method, body, answer)


def _good(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


def _params(body: bytes) -> dict[str, str]:
    if body[:1] == b"{":
        given: dict[str, str] = json.loads(body)
        return given
    return dict(parse_qsl(body.decode()))
