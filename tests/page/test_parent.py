"""A parent's way on the page of `mentor-bot demo`, in a real browser: in, what one sees, and out again."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.demo import Demo
from tests.page.browser import WAIT, Phone, chromium


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    """The demo on a free port: the pupil has sent the link, the parent has opened it."""
    one, stop = Demo(0, limits=False), asyncio.Event()
    async with one.playing(stop):
        yield one


async def _comes_in(parent: Phone) -> None:
    await parent.tap("Да, я законный представитель")
    await parent.press_below("Поделиться моим номером")
    await parent.press("Мать")
    await parent.reads("Кто увидит")
    await parent.tap("Прочитать полностью")
    await parent.node.locator(".message a.file").last.wait_for(timeout=WAIT)
    await parent.press("Даю согласие")
    await parent.reads("ответы ребёнка и его разговоры с психологом")


async def _looks_around(parent: Phone) -> None:
    await parent.write("/menu")
    await parent.reads("Наставника пока подбирают.")
    await parent.write("/my_data")
    await parent.reads("Лицей")


async def _changes_their_mind(parent: Phone, pupil: Phone) -> None:
    await parent.press("Согласия", "Данные (Мария", "Отозвать", "Отозвать")
    await parent.reads("Согласие отозвано")
    await pupil.write("/survey")
    await pupil.reads("Ты не участвуешь в программе")


async def test_a_parent_comes_in_looks_around_and_changes_their_mind(demo: Demo, tmp_path: Path):
    problems: list[str] = []
    async with chromium() as browser:
        page: Page = await browser.new_page(viewport={"width": 1600, "height": 950}, locale="ru-RU")
        page.on("pageerror", lambda error: problems.append(str(error)))
        await page.goto(demo.emulator.url)
        parent, pupil = Phone(page, "Мама Маши"), Phone(page, "Маша")
        try:
            await _comes_in(parent)
            await pupil.reads("А ты хочешь?")
            await pupil.press("Да")
            await _looks_around(parent)
            await _changes_their_mind(parent, pupil)
        finally:
            await page.screenshot(path=tmp_path / "parent.png")
    assert problems == []
    assert [text for call in demo.world.calls.violations() for text in call.violations] == []
