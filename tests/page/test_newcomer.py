"""The page of the bare emulator: it tells how a bot connects, and lets people in, by keyboard alone."""

import aiohttp
from playwright.async_api import Page

from emulator import Emulator
from tests.page.browser import WAIT, chromium


async def _comes(page: Page, name: str) -> None:
    """Somebody new, from the door to START."""
    await page.locator(".newcomer .main").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.type(name)
    await page.keyboard.press("Enter")
    await page.locator(".gate:focus").wait_for(timeout=WAIT)
    await page.keyboard.press("Enter")
    await page.locator(f"section.phone[data-label='{name}'] .message").first.wait_for(timeout=WAIT)


async def test_whoever_starts_the_emulator_is_told_how_to_connect_and_lets_people_in():
    async with Emulator() as emulator, aiohttp.ClientSession() as client, chromium() as browser:
        bot, problems = emulator.world.add_bot("any_bot", "Any bot"), []
        page = await browser.new_page(viewport={"width": 375, "height": 720}, locale="en-GB", color_scheme="dark")
        page.on("pageerror", lambda error: problems.append(str(error)))
        await page.goto(emulator.url)
        await page.locator(".newcomer .main").wait_for(timeout=WAIT)
        assert await page.locator(".newcomer code").all_inner_texts() == [emulator.url, bot.token]
        for name in ("Ann", "Ben"):
            await _comes(page, name)
        ann, ben = emulator.world.people.values()
        assert [person.first_name for person in (ann, ben)] == ["Ann", "Ben"]
        keyboard = {"keyboard": [[{"text": "My number", "request_contact": True}]]}
        call = {"chat_id": ben.id, "text": "Your number?", "reply_markup": keyboard}
        await client.post(f"{emulator.url}/bot{bot.token}/sendMessage", json=call)
        key = page.locator("section.phone[data-label='Ben'] .key")
        await key.focus(timeout=WAIT)
        await page.keyboard.press("Enter")
        await page.get_by_text(str(ben.phone)).wait_for(timeout=WAIT)
        wide = "document.documentElement.scrollWidth > innerWidth"
        assert not await page.evaluate(wide)
        assert problems == []
