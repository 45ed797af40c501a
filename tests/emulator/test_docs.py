"""The page of docs says what is so: its shell session runs as pasted, and every call is in its table and session."""

import asyncio
import re
import shutil
from pathlib import Path

import pytest

from emulator import Emulator
from emulator.control import Control
from emulator.control_groups import BY_SOMEBODY, GroupsControl
from emulator.control_people import DEEDS, PeopleControl
from emulator.faults import ON_CALLS, ON_UPDATES
from emulator.server import NAME, USERNAME
from emulator.world import World

DOCS = Path(__file__).parents[2].joinpath("docs", "emulator.md").read_text(encoding="utf-8")
SESSION = re.search(r"```sh\n(.*?)```", DOCS, re.DOTALL).group(1)
TABLE = DOCS.partition("## Control API")[2].partition("### Every call")[0]


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
async def test_the_session_runs_as_pasted():
    async with Emulator() as emulator:
        emulator.world.add_bot(USERNAME, NAME)
        script = SESSION.replace("http://127.0.0.1:8080", emulator.url)
        shell = await asyncio.create_subprocess_exec("bash", "-euo", "pipefail", "-c", script, stdout=-1, stderr=-1)
        output, errors = await shell.communicate()
    assert shell.returncode == 0, (output.decode()[-500:], errors.decode()[-500:])


def deeds(path: str) -> list[str]:
    """The addresses behind one route: `{deed}` stands for several."""
    if path.startswith("/people/"):
        return [path.replace("{deed}", deed) for deed in (*DEEDS, "open", "deactivate")]
    return [path.replace("{deed}", deed) for deed in (*BY_SOMEBODY, "upgrade")]


def test_every_call_is_in_the_table_and_in_the_session(telegram):
    world: World = telegram.world
    routes = [*Control(world).routes(), *PeopleControl(world).routes(), *GroupsControl(world).routes()]
    for route in routes:
        for path in deeds(route.path) if "{deed}" in route.path else [route.path]:
            last = path.rpartition("/")[2]
            assert f"/{last}`" in TABLE or f"/{last}?" in TABLE or f"/{last} " in TABLE, path
            pasted = re.sub(r"\{\w+\}", r"[^ \\n]+", path.removeprefix("/"))
            assert re.search(rf'(get "?|post |[$]E/){pasted}[ "?\n]', SESSION), path


def test_every_fault_is_in_the_table():
    for kind in ON_CALLS | ON_UPDATES:
        assert f"`{kind}`" in TABLE, kind
