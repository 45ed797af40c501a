"""A real Chromium for the tests of the page, and the phones on it."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright

WAIT = 20_000
"""Milliseconds for anything on the page to appear."""
CHANGED = "([node, before]) => !node.isConnected || node.innerText !== before"


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, else Playwright's own; without one the test is skipped, under CI it fails."""
    async with async_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which(playwright.chromium.executable_path)
        if found is None:
            missing = "no Chromium on this machine: run `make browser`"
            if os.environ.get("CI") == "true":
                pytest.fail(missing)
            pytest.skip(missing)
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = await playwright.chromium.launch(executable_path=found, args=sandbox)
        try:
            yield browser
        finally:
            await browser.close()


class Phone:
    """One phone on the page, used with mouse and keyboard only."""

    def __init__(self, page: Page, label: str) -> None:
        self.page = page
        self.node = page.locator(f"section.phone[data-label^='{label}']")

    async def press(self, *labels: str) -> None:
        """Press buttons one after another, each time waiting until the bot has rewritten the card."""
        for label in labels:
            button = await self.button(label)
            card = button.locator("xpath=ancestor::div[contains(@class, 'message')][1]")
            before, node = await card.inner_text(), await card.element_handle()
            await button.click()
            await self.page.wait_for_function(CHANGED, arg=[node, before], timeout=WAIT)

    async def tap(self, label: str) -> None:
        """Press a button whose card stays as it is: the answer is a new message."""
        await (await self.button(label)).click()

    async def button(self, beginning: str) -> Locator:
        """The newest button whose words begin so."""
        begins = re.compile(f"^{re.escape(beginning)}")
        found = self.node.locator(".message .keyboard button").filter(has_text=begins).last
        await found.wait_for(timeout=WAIT)
        return found

    async def press_below(self, label: str) -> None:
        """Press a button of the keyboard in place of the letters."""
        await self.node.locator(".reply-keyboard button").filter(has_text=label).click()

    async def write(self, words: str) -> None:
        """Type and send."""
        field = self.node.locator("textarea")
        await field.fill(words)
        await field.press("Enter")

    async def reads(self, words: str) -> None:
        """Wait until the words stand on the screen."""
        await self.node.get_by_text(words).last.wait_for(timeout=WAIT)
