"""What people once said is stored today as it was then: an upgrade, or an edited questionnaire, changes no answer."""

from pathlib import Path

import pytest

from tests.replay.conversation import FOLDER, replay

RECORDED = sorted(FOLDER.glob("*.jsonl"))


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
async def test_a_recorded_conversation_is_stored_as_it_was(path: Path, tmp_path: Path) -> None:
    then, now = await replay(path.read_text(encoding="utf-8"), tmp_path)  # noqa: ASYNC240 - before anything runs
    assert now == then


def test_there_are_conversations() -> None:
    assert len(RECORDED) >= 10
