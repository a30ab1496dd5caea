"""Chromium as the screens are measured in it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Playwright


@contextmanager
def desktop(playwright: Playwright) -> Iterator[Page]:
    """Open a page of a desktop's size; in the system's Chromium where there is one."""
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-quic", "--no-first-run"]
    )
    yield browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")
    browser.close()


def sign_in(page: Page, studio: str) -> None:
    """Sign in as the one who measures."""
    page.goto(f"{studio}/sign-in")
    page.locator("input[type=email]").fill("bench@axin.example")
    page.locator("input[type=password]").fill("a long bench password")
    page.keyboard.press("Enter")
    page.wait_for_url("**/w/**")
