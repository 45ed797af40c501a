"""Canaries: words that may stand only where they belong are looked for in the log and in everybody else's chat."""

from pathlib import Path

import pytest
import structlog

from emulator import people
from emulator.faults import Fault
from tests.campaign.rig import Rig, hurried

CANARY = "Кенарова"
SECRET = "желтопёрая птица 7717"
FILE = "канарейка-7717.pdf"


@pytest.mark.fault(86, 98)
async def test_what_people_write_is_in_no_log_and_no_other_chat(tmp_path: Path) -> None:
    with hurried():
        async with Rig(tmp_path) as rig:
            await rig.people()
            for kind in ("undecodable_200", "timeout_after", "500", "502_html", "429"):
                rig.world.faults.plan(Fault(kind, count=1, seconds=0.02))
            for name, chat in ((name, rig.school.chat(name)) for name in rig.school.there):
                for words in (f"{CANARY} Пелагея", SECRET, f"/find {CANARY}", "/start " + "k" * 22):
                    people.write(rig.world, chat, words)
                people.send_file(rig.world, chat, "document", FILE)
                people.share_contact(rig.world, chat, "+79997717717")
                with rig.failing_statement(5):
                    await rig.idle()
                assert name
            rig.bot.updates.add("message", "broken", {"message_id": "x", "text": SECRET, "chat": [], "from": CANARY})
            await rig.quiet()
        written = _as_written(rig)
        for canary in (CANARY, SECRET, FILE, "7717", rig.bot.token, "k" * 22, "Мария", "Кузнецова"):
            assert canary not in written, canary
        own = {str(chat.person.id) for chat in rig.chats.values()}
        for call in rig.world.calls.since():
            assert "chat_id" not in call.params or str(call.params["chat_id"]) in own
            assert SECRET not in str(call.params), "an answer is repeated to nobody but in its own card"


def _as_written(rig: Rig) -> str:
    """The log as the service writes it, tracebacks and all."""
    lines = []
    for entry in rig.log.entries:
        event = structlog.processors.format_exc_info(None, "", dict(entry))
        lines.append(structlog.processors.JSONRenderer(ensure_ascii=False)(None, "", event))
    return "\n".join(map(str, lines))
