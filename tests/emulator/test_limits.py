"""Limits that a plain call cannot reach, at their very edges: sizes of files, ages, lengths of links."""

from datetime import timedelta
from io import BytesIO

import pytest

from tests.emulator.test_files import png, upload

MEGABYTE = 1024 * 1024


def picture(width: int = 40, height: int = 30, size: int = 0) -> bytes:
    """A PNG of so many pixels, filled up to so many bytes."""
    drawn = png(width, height)
    return drawn + bytes(max(0, size - len(drawn)))


@pytest.mark.parametrize(("more", "fits"), [(-1, True), (0, True), (1, False)])
async def test_a_photo_has_at_most_ten_megabytes_to_the_byte(telegram, anna, more, fits):
    content = picture(size=10 * MEGABYTE + more)
    answer = await upload(telegram, "sendPhoto", {"photo": ("a.png", content)}, chat_id=anna.id)
    assert answer["ok"] is fits


async def test_a_document_just_under_fifty_megabytes_goes(telegram, anna):
    content = bytes(50 * MEGABYTE - 1)
    answer = await upload(telegram, "sendDocument", {"document": ("a.bin", content)}, chat_id=anna.id)
    assert answer["result"]["document"]["file_size"] == 50 * MEGABYTE - 1


async def test_a_body_that_never_ends_is_refused_and_not_kept(telegram, anna):
    content = bytes(65 * MEGABYTE)
    answer = await upload(telegram, "sendDocument", {"document": ("a.bin", content)}, chat_id=anna.id)
    assert answer["description"] == "Request Entity Too Large"
    async with telegram.client.post(f"{telegram.base}/sendMessage", data=BytesIO(content)) as response:
        assert (response.status, (await response.json())["description"]) == (413, "Request Entity Too Large")


@pytest.mark.parametrize(("more", "fits"), [(-1, True), (0, True), (1, False)])
async def test_a_bot_fetches_up_to_twenty_megabytes_to_the_byte(telegram, anna, more, fits):
    await anna.does("file", kind="document", name="film.mp4", size=20 * MEGABYTE + more)
    document = (await telegram.updates())[-1]["message"]["document"]
    answer = await telegram.call("getFile", file_id=document["file_id"])
    assert (answer["ok"], answer.get("description")) == (fits, None if fits else "Bad Request: file is too big")


@pytest.mark.parametrize(
    ("width", "height", "fits"),
    [
        (4999, 5000, True), (5000, 5000, True), (5001, 5000, False),
        (10, 199, True), (10, 200, True), (10, 201, False),
    ],
)  # fmt: skip
async def test_a_photo_has_measures_to_look_at(telegram, anna, width, height, fits):
    answer = await upload(telegram, "sendPhoto", {"photo": ("a.png", picture(width, height))}, chat_id=anna.id)
    assert answer.get("description") == (None if fits else "Bad Request: PHOTO_INVALID_DIMENSIONS")


@pytest.mark.parametrize(("seconds", "goes"), [(-1, True), (0, True), (1, False)])
async def test_a_message_is_deleted_within_48_hours_to_the_second(telegram, anna, seconds, goes):
    sent = await telegram.ok("sendMessage", chat_id=anna.id, text="?")
    await telegram.clock.advance(timedelta(hours=48, seconds=seconds))
    answer = await telegram.call("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    assert answer["ok"] is goes


@pytest.mark.parametrize(("seconds", "lives"), [(-1, True), (0, True), (1, False)])
async def test_a_press_lives_150_seconds_to_the_second(telegram, anna, buttons, seconds, lives):
    await telegram.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=buttons("Да"))
    query = (await anna.does("press", label="Да"))["callback_id"]
    await telegram.clock.advance(timedelta(seconds=150 + seconds))
    assert (await telegram.call("answerCallbackQuery", callback_query_id=query))["ok"] is lives


@pytest.mark.parametrize(("seconds", "lives"), [(-1, True), (0, True), (1, False)])
async def test_an_update_lives_24_hours_to_the_second(telegram, anna, seconds, lives):
    await anna.does("text", text="привет")
    await telegram.clock.advance(timedelta(hours=24, seconds=seconds))
    assert bool(await telegram.ok("getUpdates")) is lives


@pytest.mark.parametrize(("length", "opens"), [(0, False), (1, True), (63, True), (64, True), (65, False)])
async def test_a_deep_link_carries_up_to_64_characters(telegram, length, opens):
    boris = await telegram.person("Борис", started=False)
    link = f"https://t.me/school_bot?start={'x' * length}"
    if opens:
        await boris.does("open", link=link)
        assert (await telegram.updates())[-1]["message"]["text"] == "/start " + "x" * length
    else:
        assert "1-64" in await boris.cannot("open", link=link)


@pytest.mark.parametrize(("limit", "brought"), [(0, 1), (1, 1), (99, 99), (100, 100), (101, 100)])
async def test_a_poll_brings_between_one_and_a_hundred(telegram, anna, limit, brought):
    for number in range(101):
        await anna.does("text", text=str(number))
    assert len(await telegram.ok("getUpdates", limit=limit)) == brought
