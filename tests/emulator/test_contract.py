"""The contract with Telegram: every limit at its edges, refusals in Telegram's words; contract.py is the corpus."""

from typing import Any

import aiohttp
import pytest

from tests.emulator import contract
from tests.emulator.contract import OK, YES, Case
from tests.emulator.contract_sent import SENT
from tests.emulator.test_files import png

CORPUS = [*contract.CORPUS, *SENT]


async def upload_photo(telegram: Any, chat_id: int) -> dict[str, Any]:
    """The bot's photo in the chat."""
    form = aiohttp.FormData()
    form.add_field("chat_id", str(chat_id))
    form.add_field("photo", png(40, 30), filename="chart.png")
    async with telegram.client.post(f"{telegram.base}/sendPhoto", data=form) as response:
        return (await response.json())["result"]


@pytest.fixture
async def places(telegram: Any, anna: Any) -> dict[str, Any]:
    """What the `$` words of the corpus stand for."""
    card = await telegram.ok("sendMessage", chat_id=anna.id, text="Да?", reply_markup=YES)
    reply = await telegram.ok("sendMessage", chat_id=anna.id, text="?", reply_markup={"keyboard": [["x"]]})
    photo = await upload_photo(telegram, anna.id)
    query = (await anna.does("press", label="Да"))["callback_id"]
    theirs = (await anna.does("text", text="я сама"))["message_id"]
    return {
        "$chat": anna.id, "$card": card["message_id"], "$reply": reply["message_id"], "$photo": photo["message_id"],
        "$file": photo["photo"][0]["file_id"], "$query": query, "$theirs": theirs,
    }  # fmt: skip


def meant(value: Any, places: dict[str, Any]) -> Any:
    """Parameters with what their `$` words stand for."""
    match value:
        case str():
            return places.get(value, value)
        case list():
            return [meant(one, places) for one in value]
        case dict():
            return {name: meant(one, places) for name, one in value.items()}
    return value


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: f"{case.method}: {case.name}")
async def test_telegram_answers_so(telegram: Any, places: dict[str, Any], case: Case) -> None:
    answer = await telegram.call(case.method, **meant(case.params, places))
    assert answer.get("description", OK) == (f"Bad Request: {case.answer}" if case.answer else OK)


def test_the_corpus_says_where_its_knowledge_comes_from_and_mostly_not_from_us() -> None:
    assert {case.known for case in CORPUS} == {"seen", "docs", "source", "ours"}
    refusals = [case for case in CORPUS if case.answer]
    assert sum(case.known == "ours" for case in refusals) < 0.1 * len(refusals)
    assert len({(case.method, case.name) for case in CORPUS}) == len(CORPUS)
