"""CHAT_NAMES=codes: every golden story is played on, and nothing that goes to Telegram names anybody."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import attachments
from db.people import Person
from domain.names import parse, shown
from emulator.people import Impossible
from programme import name_book
from tests.conversations import Play, same_codes
from tests.transcript import Step, Transcript, read

FOLDER = Path(__file__).parent / "transcripts"
ALWAYS = {
    "joining_pupil_ru", "questionnaire_mentor_ru", "pair_ru", "meeting_ru", "consent_paper_ru", "my_data_ru",
    "safety_incident_ru", "results_ru",
}  # fmt: skip
"""Stories that show every kind of screen and file; the others are played on with `make faults`."""
STORIES = [
    pytest.param(path, id=path.stem, marks=() if path.stem in ALWAYS else pytest.mark.faults)
    for path in sorted(FOLDER.glob("*_ru.txt"))
    if "\nnames: codes" not in path.read_text(encoding="utf-8")
]


@pytest.fixture
def in_files(monkeypatch):
    """What every file was made of: words in a PDF are glyphs, and cannot be looked for."""
    told = []

    def telling(render):
        def render_and_tell(values, texts):
            told.append(f"{values}")
            return render(values, texts)

        return render_and_tell

    reports = {name: replace(report, render=telling(report.render)) for name, report in attachments.REPORTS.items()}
    monkeypatch.setattr(attachments, "REPORTS", reports)
    return told


def canaries(play):
    """Words that may not pass: surnames, given names, patronymics, classes, phones."""
    words = set()
    for actor in play.actors.values():
        name = parse(actor.full)
        words |= {name.family, name.patronymic, name.given, actor.user.phone[1:]}
        words |= {fact for fact in actor.facts if re.fullmatch(r"\d{1,2}[А-Я]", fact)}
    return {word for word in words if word}


def holds(text, word):
    """Whether a text holds a word; a short one must stand alone."""
    return word in text if len(word) > 3 else re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def uploaded(play):
    """The words inside of every file on Telegram's side: of an archive's members one by one."""
    for file in play.service.world.files.by_id.values():
        yield file.name
        if file.content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
                yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        else:
            yield file.content.decode("utf-8", "replace")


async def prepared(play, names):
    """The story's people are there, with their names; then the bot is started anew."""
    for name, value in play.transcript.settings():
        await play._prepare(name, value)
    await play.service.begin_anew(chat_names=names)
    play.news.look()
    return play.service.world.calls.count


def pseudonyms(session):
    """What the labels of a story say, and what stands on them without names; longer words first."""
    people = list(session.scalars(select(Person)))
    with name_book.opened(session):
        said = [(shown(one.name), f", {one.group_name}") for one in people]
    stands = [(one.name, f", {one.group_name}") for one in people]
    words = {old: new for pair in zip(said, stands, strict=True) for old, new in zip(*pair, strict=True) if old}
    return sorted(words.items(), key=lambda pair: -len(pair[0]))


async def play_on(play):
    """Does every step that can be done; the chat without names has not all the buttons, nor shows all the links."""
    done = 0
    for step in filter(lambda each: each.is_told, play.transcript.steps):
        who, _, deed = step.line.partition(": ")
        for name, code in await play.service.do(pseudonyms):
            deed = deed.replace(name, code) if deed.startswith("[") else deed
        try:
            await play._happen(replace(step, line=f"{who}: {deed}" if deed else who))
            done += 1
        except (Impossible, AssertionError):
            continue
    return done


@pytest.mark.parametrize("path", STORIES)
async def test_no_story_tells_a_name_a_class_or_a_phone(path, tmp_path, in_files):
    play = Play(read(path), tmp_path)
    async with same_codes(), play.service:
        begun = await prepared(play, "codes")
        assert await play_on(play)
        said = [f"{call.method} {call.params}" for call in play.service.world.calls.since(begun)]
        told = [*said, *in_files, *uploaded(play)]
        found = {f"{word}: {part[:400]}" for part in told for word in canaries(play) if holds(part, word)}
    assert said
    assert not found, "\n".join(sorted(found))
    assert not play.service.troubles()


def test_the_stories_that_are_always_played_are_there():
    assert {story.id for story in STORIES} >= ALWAYS


async def test_the_same_search_finds_names_where_they_pass(tmp_path, in_files):
    settings = ["school: Лицей № 2", "curator: Орлова Ольга Викторовна", "mentor: Кузнецова Анна Сергеевна"]
    play = Play(Transcript(tmp_path / "canary.txt", settings, []), tmp_path)
    async with same_codes(), play.service:
        begun = await prepared(play, "first")
        await play._happen(Step(1, "Ольга: /people"))
        await play._happen(Step(2, "Ольга: [Наставники: 1]"))
        said = [f"{call.method} {call.params}" for call in play.service.world.calls.since(begun)]
    assert any("Анна" in part for part in said)


async def test_names_come_back_when_they_may_pass_again(tmp_path):
    settings = ["school: Лицей № 2", "curator: Орлова Ольга Викторовна", "names: codes"]
    play = Play(Transcript(tmp_path / "back.txt", settings, []), tmp_path)
    async with same_codes(), play.service:
        await prepared(play, "first")
        assert "Ольга Викторовна" in (await play._happen(Step(1, "Ольга: /menu")))[0]
