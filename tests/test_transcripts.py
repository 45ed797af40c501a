"""The golden conversations: what a school can read is what the bot says."""

from pathlib import Path

import pytest

from tests.conversations import Play
from tests.transcript import read

FOLDER = Path(__file__).parent / "transcripts"
TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
@pytest.mark.fault(16, 18, 19, 20, 21, 22, 24, 35, 92)
async def test_the_bot_speaks_as_written(path, tmp_path, rewrite_transcripts):
    transcript = read(path)
    play = Play(transcript, tmp_path)
    wrong = await play.run(rewrite_transcripts)
    if rewrite_transcripts:
        path.write_text(transcript.text(), encoding="utf-8")
    assert not wrong, "\n\n".join(wrong)


ON_A_SERVER = [
    pytest.param(path, marks=() if path.stem.endswith("_ru") else pytest.mark.faults) for path in TRANSCRIPTS
]
"""Always in Russian; in English with `make faults`: the database does not know the language."""


@pytest.mark.parametrize("path", ON_A_SERVER, ids=lambda path: path.stem)
async def test_the_bot_speaks_so_on_a_server_too(path, tmp_path, server_database):
    wrong = await Play(read(path), tmp_path, server_database).run(rewrite=False)
    assert not wrong, "\n\n".join(wrong)
