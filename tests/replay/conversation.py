"""A conversation as the bot received it: recorded while a transcript is played, replayed against another build."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.conversations import Play, same_codes
from tests.replay.stored import stored
from tests.transcript import Transcript, read

FOLDER = Path(__file__).parent
LEFT_OUT = {
    "class", "codes", "curator", "own_questionnaire", "people", "questionnaire_paper", "questionnaire_pictures",
    "results", "safety_pupil",
}  # fmt: skip
"""Stories that only look at what others leave, leave what `stored` does not tell of, or send files."""


async def record(transcript: Path, folder: Path) -> list[dict[str, Any]]:
    """Plays a transcript; what came, when, and what was stored at the end. AssertionError when it plays wrongly."""
    lines: list[dict[str, Any]] = [{"head": [line for line in read(transcript).head if not line.startswith("#")]}]
    play = Play(read(transcript), folder)
    service, end = play.service, {}

    def came(kind: str, _lane: str, content: Any) -> int | None:
        identifier = add(kind, _lane, content)
        update = {"update_id": identifier, kind: content}
        lines.append(json.loads(json.dumps({"at": service.clock.now().isoformat(), "update": update})))
        return identifier

    async def ended() -> None:  # before each restart, too: the last time counts
        end.update(at=service.clock.now().isoformat(), stored=await service.do(stored))
        await stop()

    begin = service._begin

    async def begun() -> None:
        nonlocal add
        await begin()
        add, service.bot.updates.add = service.bot.updates.add, came  # type: ignore[method-assign]

    add, stop = came, service.stop
    service._begin, service.stop = begun, ended  # type: ignore[method-assign]
    wrong = await play.run(rewrite=False)
    assert not wrong, wrong
    return [*lines, end]


async def replay(recorded: str, folder: Path) -> tuple[Any, Any]:
    """Lets the same updates come at the same time; what was stored when it was recorded, and what is stored now."""
    head, *events, end = (json.loads(line) for line in recorded.splitlines())
    play = Play(Transcript(folder, head["head"], []), folder)
    service = play.service
    async with same_codes(), service:
        for name, value in play.transcript.settings():
            await play._prepare(name, value)
        for actor in play.actors.values():
            service.world.chat(service.bot, actor.user).started = True
        for event in (*events, end):
            await service.clock.advance(datetime.fromisoformat(event["at"]) - service.clock.now())
            if update := event.get("update"):
                if "message" in update:
                    next(service.bot.message_ids)
                service.breathe()
                await service.application.receiver.keep([update])
                await service.idle()
        return end["stored"], await service.do(stored)


def main() -> None:
    """Records Russian transcripts anew: `python -m tests.replay.conversation`, or only those it is given."""
    import asyncio
    import sys
    from tempfile import TemporaryDirectory

    stories = (path.stem.removesuffix("_ru") for path in FOLDER.parent.glob("transcripts/*_ru.txt"))
    for name in sys.argv[1:] or sorted({*stories} - LEFT_OUT):
        with TemporaryDirectory() as folder:
            lines = asyncio.run(record(FOLDER.parent / f"transcripts/{name}_ru.txt", Path(folder)))
        target = FOLDER / f"{name}.jsonl"
        target.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        print(target.name, len(lines))


if __name__ == "__main__":
    main()
