"""The whole main job on the page of `mentor-bot demo`, in a real browser, with mouse and keyboard."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.demo import Demo
from tests.page.browser import WAIT, Phone, chromium

DAYS_TO_THE_SUMMARY = 8
"""The poll closes ten days after it was opened; the summary follows in the next morning."""


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    """The demo on a free port, as `mentor-bot demo --fast`: the test presses faster than Telegram lets people."""
    one, stop = Demo(0, limits=False), asyncio.Event()
    async with one.playing(stop):
        yield one


async def _parent_allows(parent: Phone) -> None:
    await parent.tap("Да, я законный представитель")
    await parent.press_below("Поделиться моим номером")
    await parent.press("Мать", "Даю согласие")
    await parent.reads("Копия согласия — файлом")


async def _pupil_fills_in(pupil: Phone) -> None:
    await pupil.reads("А ты хочешь?")
    await pupil.press("Да", "Начать", "Дальше ›", "Да", "Хорошо", "☐ Друзья и класс", "Готово (1)", "Пропустить")
    await pupil.write("Хочу подружиться с классом")
    await pupil.reads("С кем тебе было бы легче?")
    await pupil.press("Учитель", "Мне всё равно", "☐ Среда", "Готово (1)", "☐ Музыка", "Готово (1)", "Пропустить")
    await pupil.press("Пока не знаю", "Отправить")
    await pupil.reads("подберёт тебе наставника")


async def _pair_is_made(curator: Phone, mentor: Phone, pupil: Phone) -> None:
    await curator.write("/pairs")
    await curator.press("Создать пару", "Анна К.", "Мария И., 5Б", "Предложить")
    await pupil.reads("Твоим наставником может стать Анна К.")
    await mentor.press("Да")
    await pupil.press("Да")
    await curator.reads("начала работу: Анна К. → Мария И.")


async def _meeting_is_logged(mentor: Phone) -> None:
    await mentor.write("/meeting")
    await mentor.press("Мария И.", "Да ✅", "45", "Учёба", "Отлично")
    await mentor.reads("Записано. 1-я встреча")


async def _poll_is_answered(page: Page, pupil: Phone) -> None:
    """The invented school asks on the 25th: at the turn of the month the poll is open on the phones."""
    await _jump(page, "#next-month")
    await pupil.press("Пройти опрос", "Да", "Да", "Да", "Нет", "Нет, всё хорошо")
    await pupil.reads("Спасибо")


async def _summary_comes_by_itself(page: Page, curator: Phone) -> None:
    """When the poll of the month is over."""
    for _ in range(DAYS_TO_THE_SUMMARY):
        if await curator.node.get_by_text("Сводка за").count():
            break
        await _jump(page, "#next-day")
    await curator.reads("Сводка за")


async def _summary_is_asked_for(curator: Phone) -> None:
    await curator.write("/summary")
    await curator.reads("Ответили на опрос")
    await curator.tap("График")
    picture = curator.node.locator(".message img").last
    await picture.wait_for(timeout=WAIT)
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    await curator.tap("Таблица XLSX")
    await curator.node.locator(".message a.file").filter(has_text="Сводка.xlsx").last.wait_for(timeout=WAIT)


async def _jump(page: Page, step: str) -> None:
    await page.locator(step).click()
    await page.wait_for_function("step => !document.querySelector(step).matches('[aria-busy=true]')", arg=step,
                                 timeout=6 * WAIT)  # fmt: skip


async def test_a_school_sees_its_programme_happen(demo: Demo, tmp_path: Path):
    problems: list[str] = []
    async with chromium() as browser:
        page = await browser.new_page(viewport={"width": 1600, "height": 950}, locale="ru-RU")
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: None if _is_ours(demo, request.url) else problems.append(request.url))
        await page.goto(demo.emulator.url)
        pupil, parent, mentor, curator = (Phone(page, name) for name in ("Маша", "Мама Маши", "Анна", "Ольга"))
        try:
            await _parent_allows(parent)
            await _pupil_fills_in(pupil)
            await _pair_is_made(curator, mentor, pupil)
            await _meeting_is_logged(mentor)
            await _poll_is_answered(page, pupil)
            await _summary_comes_by_itself(page, curator)
            await _summary_is_asked_for(curator)
        finally:
            await page.screenshot(path=tmp_path / "page.png")
    assert problems == []
    assert [text for call in demo.world.calls.violations() for text in call.violations] == []


def _is_ours(demo: Demo, address: str) -> bool:
    return address.startswith((demo.emulator.url, "data:", "blob:"))
