"""Files that are made after the answer is kept: a trouble of the database that passes costs nobody a file."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from emulator import people
from tests.campaign.rig import Rig, hurried
from tests.people.phone import buttons


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    with hurried():
        async with Rig(tmp_path) as made:
            await made.people()
            yield made


@pytest.mark.fault(51, 58)
async def test_a_moment_without_the_database_costs_no_file(rig: Rig) -> None:
    chat = rig.school.chat("curator")
    people.write(rig.world, chat, "/summary")
    await rig.idle()
    table = next(each for each in buttons(chat) if "Таблица" in each.label)
    people.forge(rig.world, chat, table.message_id, table.data)
    while not rig.world.calls.since(method="sendChatAction"):  # noqa: ASYNC110 - the emulator tells nobody
        await asyncio.sleep(0)
    with rig.failing_statement(1) as counted:
        await rig.idle()
    assert counted[0] > 1
    assert [message.kind for message in chat.messages.values() if not message.by_person][-1] == "document"
