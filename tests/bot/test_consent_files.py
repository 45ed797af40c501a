"""Files about consents that curators send: photos of signed forms are redrawn and sealed, own texts are read."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.pictures import SIDE, NoPicture, redrawn
from db.consents import Wording
from db.papers import Paper
from emulator import people
from programme import papers, papers_given, presence, wordings
from tests import cast
from tests.cast import Actor
from tests.service import Service

NOON = datetime(2026, 11, 20, 9, tzinfo=UTC)
SECRET = b"Orlov street 5"


def photo(kind: str = "JPEG", size: tuple[int, int] = (3000, 2000)) -> bytes:
    """A picture of a page, with a place in its metadata."""
    made, metadata = BytesIO(), Image.Exif()
    metadata[0x010E], metadata[0x0112] = SECRET.decode(), 6
    Image.new("RGB", size, "white").save(made, kind, exif=metadata)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_is_kept_of_a_photo_is_the_picture_alone(kind: str) -> None:
    kept = redrawn(photo(kind))
    assert SECRET not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert picture.format == "JPEG"
        assert not picture.getexif()
        assert max(picture.size) <= SIDE
        assert picture.height > picture.width  # it was taken sideways and stands upright now


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload=alert(1)>",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0 broken",
        photo()[:300],
        b"GIF89a" + bytes(40),
    ],
    ids=["empty", "svg", "pdf", "broken", "cut off", "gif"],
)
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture):
        redrawn(content)


def test_a_picture_too_large_to_unpack_is_refused_before_it_is() -> None:
    made = BytesIO()
    Image.new("1", (30_000, 2_000)).save(made, "PNG")
    with pytest.raises(NoPicture, match="pixels"):
        redrawn(made.getvalue())


async def a_school(service: Service) -> Actor:
    """A school with a curator and a mentor."""
    school = await service.do(cast.found_school, "Лицей № 2", NOON)
    actors = {}
    for role, name in (("curator", "Орлова Ольга Викторовна"), ("mentor", "Кузнецова Анна Сергеевна")):
        user = service.world.add_person(cast.given_name(name), phone="+79160000001", language_code="ru")
        service.world.chat(service.bot, user).started = True
        actors[role] = Actor(cast.given_name(name), name, user, role)
        await service.do(cast.join, school, actors[role], None, "ru", NOON)
    return actors["curator"]


def visitor(session: Session, actor: Actor) -> presence.Visitor:
    found = presence.arrive(session, cast.CHANNEL, actor.address, NOON)
    assert found is not None
    return found


def a_returned_form(session: Session, curator: Actor) -> int:
    """A form of the mentor that is being entered, whose photo comes next."""
    by = visitor(session, curator)
    mentor = papers_given.groups(session, by)[0][1]
    paper = papers_given.give_class(session, by, mentor, "photo", "ru", NOON)[0]
    paper.state, paper.relation, paper.signed_on, paper.folder = "returned", "self", NOON.date(), "1"
    assert papers.await_photo(session, by, paper.id)
    return paper.id


def said(service: Service, actor: Actor) -> list[str]:
    chat = service.world.chat(service.bot, actor.user)
    return [str(message.content) for message in chat.messages.values() if not message.by_person]


async def test_the_photo_of_a_form_comes_in_through_the_chat(tmp_path: Path) -> None:
    async with Service(tmp_path, NOON) as service:
        curator = await a_school(service)
        paper_id = await service.do(a_returned_form, curator)
        chat = service.world.chat(service.bot, curator.user)
        service.breathe()
        people.send_file(service.world, chat, "photo", content=b"no picture at all")
        await service.idle()
        assert "не похоже на фото" in said(service, curator)[-1]
        service.breathe()
        people.send_file(service.world, chat, "photo", content=photo())
        await service.idle()
        assert "Фото сохранено" in said(service, curator)[-1]
        kept = await service.do(lambda session: session.get_one(Paper, paper_id).scan)
        assert kept.startswith(b"\xff\xd8")
        assert SECRET not in kept
        service.breathe()
        people.send_file(service.world, chat, "photo", content=photo())
        await service.idle()
        assert "Не знаю, чьё это фото" in said(service, curator)[-1]
    assert not service.troubles()


async def test_an_own_text_comes_in_as_a_file(tmp_path: Path) -> None:
    text = "# Согласие\n\nЯ, {о ком}, согласен. Оператор: {оператор}."
    async with Service(tmp_path, NOON) as service:
        curator = await a_school(service)
        await service.do(lambda session: wordings.begin(session, visitor(session, curator), "photo", "ru", NOON))
        chat = service.world.chat(service.bot, curator.user)
        for content, answer in (
            (text.encode("utf-16"), "Не могу прочитать буквы"),
            (b"", "В тексте нет {о ком}"),
            (text.encode("utf-8-sig"), "Что изменилось?"),
        ):
            service.breathe()
            people.send_file(service.world, chat, "document", "text.txt", content=content)
            await service.idle()
            assert answer in said(service, curator)[-1]
        kept = await service.do(lambda session: session.scalars(select(Wording)).one().text)
        assert kept == "# Согласие\n\nЯ, {subject}, согласен. Оператор: {operator}."
    assert not service.troubles()
