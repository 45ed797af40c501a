"""An emulated Telegram for each test, spoken to over real HTTP as a bot and as people do."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from emulator import Emulator

MORNING = datetime(2026, 11, 20, 7, tzinfo=UTC)


class Phone:
    """A person with an open chat, moved through the control API."""

    def __init__(self, telegram: "Telegram", person: dict[str, Any]) -> None:
        self.telegram = telegram
        self.id: int = person["id"]

    async def does(self, deed: str, **fields: Any) -> dict[str, Any]:
        """Do something; what the person cannot do fails the test."""
        status, answer = await self.telegram.control("POST", f"people/{self.id}/{deed}", fields)
        assert status == 200, answer
        return answer

    async def cannot(self, deed: str, **fields: Any) -> str:
        """Try something impossible; answers why it is."""
        status, answer = await self.telegram.control("POST", f"people/{self.id}/{deed}", fields)
        assert status in (400, 404), answer
        return answer["error"]

    async def screen(self) -> dict[str, Any]:
        """What the person sees."""
        return (await self.telegram.control("GET", f"people/{self.id}/screen"))[1]

    async def sees(self) -> list[str]:
        """The texts on the screen, oldest first."""
        return [message.get("text") or message.get("caption") or "" for message in (await self.screen())["messages"]]


class Telegram:
    """One bot's view of the emulator, and the hands of its people."""

    def __init__(self, emulator: Emulator, client: aiohttp.ClientSession) -> None:
        self.emulator, self.client = emulator, client
        self.world, self.clock = emulator.world, emulator.clock
        self.bot = emulator.world.add_bot("school_bot", "School")

    @property
    def base(self) -> str:
        return f"{self.emulator.url}/bot{self.bot.token}"

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method with form parameters, objects as JSON text, as most libraries do."""
        form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
        async with self.client.post(f"{self.base}/{method}", data=form) as response:
            answer = await response.json()
            assert response.status == (200 if answer["ok"] else answer["error_code"])
            return answer

    async def ok(self, method: str, **params: Any) -> Any:
        """The result of a call that must succeed."""
        answer = await self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """The description of a call that must fail."""
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        return answer["description"]

    async def control(self, verb: str, path: str, fields: dict[str, Any] | None = None) -> tuple[int, Any]:
        """A call of the control API: status and JSON."""
        async with self.client.request(verb, f"{self.emulator.url}/emulator/{path}", json=fields) as response:
            return response.status, await response.json()

    async def person(self, first_name: str = "Анна", *, started: bool = True, **fields: Any) -> Phone:
        """Somebody new; with `started` the chat is open and the bot has taken notice."""
        _, person = await self.control("POST", "people", {"first_name": first_name, **fields})
        phone = Phone(self, person)
        if started:
            await phone.does("text", text="/start")
            await self.updates()
        return phone

    async def updates(self) -> list[dict[str, Any]]:
        """What is new, confirmed."""
        updates = await self.ok("getUpdates")
        if updates:
            await self.ok("getUpdates", offset=updates[-1]["update_id"] + 1, limit=1)
        return updates

    async def violations(self) -> list[str]:
        """Every rule that was broken so far."""
        _, calls = await self.control("GET", "violations")
        return [text for call in calls for text in call["violations"]]


async def _telegram(limits: bool) -> AsyncIterator[Telegram]:
    async with Emulator(limits=limits, start=MORNING) as emulator, aiohttp.ClientSession() as client:
        yield Telegram(emulator, client)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Telegram without rate limits, at seven in the morning UTC, where time stands still."""
    async for one in _telegram(limits=False):
        yield one


@pytest.fixture
async def strict_telegram() -> AsyncIterator[Telegram]:
    """Telegram with its rate limits."""
    async for one in _telegram(limits=True):
        yield one


@pytest.fixture
async def anna(telegram: Telegram) -> Phone:
    """A person whose chat with the bot is open."""
    return await telegram.person("Анна", phone="+79990000001")


def buttons(*labels: str) -> dict[str, Any]:
    """An inline keyboard of one column; the data of a button is its label."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


@pytest.fixture(name="buttons")
def buttons_fixture() -> Any:
    """The maker of inline keyboards."""
    return buttons
