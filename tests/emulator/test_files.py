"""Files both ways: uploaded, shown, named again, fetched, refused."""

import base64
import json
import struct
import zlib
from io import BytesIO

import aiohttp
import pytest


def png(width: int, height: int) -> bytes:
    """A white picture."""
    rows = (b"\0" + b"\xff" * width) * height
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows))]
    packed = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in [*chunks, (b"IEND", b"")]
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


async def upload(telegram, method, files, **params):
    form = aiohttp.FormData(quote_fields=False)
    for name, value in params.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for field, (name, content) in files.items():
        form.add_field(field, BytesIO(content), filename=name)
    async with telegram.client.post(f"{telegram.base}/{method}", data=form) as response:
        return await response.json()


async def test_a_document_is_seen_and_its_bytes_come_back(telegram, anna):
    files = {"summary": ("итоги.txt", "сто".encode())}
    answer = await upload(
        telegram, "sendDocument", files, chat_id=anna.id, document="attach://summary", caption="<b>Итоги</b>",
        parse_mode="HTML",
    )  # fmt: skip
    document = answer["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("итоги.txt", "text/plain")
    shown = (await anna.screen())["messages"][-1]
    assert (shown["kind"], shown["caption"], shown["file"]["name"]) == ("document", "Итоги", "итоги.txt")
    async with telegram.client.get(f"{telegram.emulator.url}/emulator/files/{shown['file']['file_id']}") as response:
        assert (await response.read(), response.content_type) == ("сто".encode(), "text/plain")


async def test_a_photo_is_a_picture_with_measures(telegram, anna):
    answer = await upload(telegram, "sendPhoto", {"photo": ("chart.png", png(40, 30))}, chat_id=anna.id)
    assert [answer["result"]["photo"][0][name] for name in ("width", "height")] == [40, 30]
    answer = await upload(telegram, "sendPhoto", {"photo": ("chart.png", b"not a picture")}, chat_id=anna.id)
    assert answer["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    answer = await upload(telegram, "sendPhoto", {"photo": ("chart.png", png(1, 9999))}, chat_id=anna.id)
    assert answer["description"] == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    answer = await upload(telegram, "sendPhoto", {"photo": ("chart.png", b"")}, chat_id=anna.id)
    assert answer["description"] == "Bad Request: file must be non-empty"


async def test_a_known_file_is_sent_again_by_its_identifier(telegram, anna):
    answer = await upload(telegram, "sendPhoto", {"photo": ("chart.png", png(40, 30))}, chat_id=anna.id)
    identifier = answer["result"]["photo"][0]["file_id"]
    await telegram.ok("sendPhoto", chat_id=anna.id, photo=identifier, caption="ещё раз")
    wrong = await telegram.refusal("sendPhoto", chat_id=anna.id, photo="nonsense")
    assert wrong == "Bad Request: wrong file identifier/HTTP URL specified"
    assert await telegram.refusal("sendPhoto", chat_id=anna.id) == "Bad Request: there is no photo in the request"


async def test_a_browser_may_show_a_pdf_and_nothing_else_runs_outside_a_sandbox(telegram, anna):
    policies = []
    for name in ("consent.pdf", "page.html"):
        await anna.does("file", kind="document", name=name, content_base64=base64.b64encode(b"x").decode())
        file = (await anna.screen())["messages"][-1]["file"]
        async with telegram.client.get(f"{telegram.emulator.url}/emulator/files/{file['file_id']}") as response:
            policies.append(response.headers.get("Content-Security-Policy"))
    assert policies == [None, "sandbox"]


@pytest.mark.parametrize(
    ("megabytes", "refusal"), [(10, ""), (11, " bytes is too big for a photo; the maximum size is ")]
)
async def test_a_photo_has_at_most_ten_megabytes(telegram, anna, megabytes, refusal):
    picture = png(40, 30) + bytes(megabytes * 1024 * 1024 - len(png(40, 30)))
    answer = await upload(telegram, "sendPhoto", {"photo": ("chart.png", picture)}, chat_id=anna.id)
    assert refusal in answer.get("description", "")
    assert answer["ok"] is not bool(refusal)


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 413)])
async def test_a_document_has_at_most_fifty_megabytes(telegram, anna, more, status):
    content = bytes(50 * 1024 * 1024 + more)
    answer = await upload(telegram, "sendDocument", {"document": ("film.bin", content)}, chat_id=anna.id)
    assert (200 if answer["ok"] else answer["error_code"]) == status
    assert answer.get("description", "") == ("" if answer["ok"] else "Request Entity Too Large")


async def test_captions_are_shorter_than_texts(telegram, anna):
    answer = await upload(telegram, "sendPhoto", {"photo": ("a.png", png(9, 9))}, chat_id=anna.id, caption="я" * 1025)
    assert answer["description"] == "Bad Request: message caption is too long"


async def test_albums_and_changed_pictures(telegram, anna):
    files = {"one": ("1.png", png(10, 10)), "two": ("2.png", png(20, 20))}
    media = [{"type": "photo", "media": "attach://one", "caption": "раз"}, {"type": "photo", "media": "attach://two"}]
    album = (await upload(telegram, "sendMediaGroup", files, chat_id=anna.id, media=media))["result"]
    assert album[0]["media_group_id"] == album[1]["media_group_id"]
    where = {"chat_id": anna.id, "message_id": album[0]["message_id"]}
    other = {"type": "photo", "media": "attach://new", "caption": "два"}
    answer = await upload(telegram, "editMessageMedia", {"new": ("3.png", png(30, 30))}, **where, media=other)
    assert answer["result"]["photo"][0]["width"] == 30
    assert answer["result"]["media_group_id"] == album[0]["media_group_id"]
    edited = await telegram.ok("editMessageCaption", **where, caption="три")
    assert edited["caption"] == "три"
    assert await anna.sees() == ["/start", "три", ""]
    answer = await telegram.refusal("editMessageText", **where, text="?")
    assert answer == "Bad Request: there is no text in the message to edit"


async def test_a_bot_fetches_what_a_person_sent_up_to_20_megabytes(telegram, anna):
    content = base64.b64encode(b"roster").decode()
    await anna.does("file", kind="document", name="roster.xlsx", content_base64=content)
    await anna.does("file", kind="document", name="film.mp4", size=20 * 1024 * 1024 + 1)
    small, large = [update["message"]["document"] for update in await telegram.updates()]
    path = (await telegram.ok("getFile", file_id=small["file_id"]))["file_path"]
    async with telegram.client.get(f"{telegram.emulator.url}/file/bot{telegram.bot.token}/{path}") as response:
        assert await response.read() == b"roster"
    assert await telegram.refusal("getFile", file_id=large["file_id"]) == "Bad Request: file is too big"


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "video", "audio", "location"])
async def test_people_send_more_than_text(telegram, anna, kind):
    await anna.does("file", kind=kind)
    message = (await telegram.updates())[-1]["message"]
    assert kind in message
    assert (await anna.screen())["messages"][-1]["kind"] == kind
