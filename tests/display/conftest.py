"""A real browser: Debian's Chromium, controlled by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Open, Opened


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Scoped to a module, because no other test can start an event loop while Playwright runs."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    sandbox = [] if os.name != "posix" or os.geteuid() else ["--no-sandbox"]  # root cannot have one
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens HTML: `opened(html, scheme="dark", scripts=False, width=900)`."""
    contexts = []

    def open_(html: str, *, scheme: str = "light", scripts: bool = True, width: int = 1280) -> Opened:
        file = tmp_path / f"view{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
        )
        contexts.append(context)
        seen = Opened(context.new_page())

        def asked(route: Any) -> None:
            if route.request.url == file.as_uri():
                route.continue_()
            else:
                seen.asked.append(route.request.url)
                route.abort()

        seen.page.route("**/*", asked)
        seen.page.on("console", lambda message: seen.said.append(message.text))
        seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
        seen.page.on("dialog", lambda dialog: seen.said.append(dialog.message))
        seen.page.goto(file.as_uri())
        return seen

    yield open_
    for context in contexts:
        context.close()
