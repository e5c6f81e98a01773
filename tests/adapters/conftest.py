"""Pages for the adapters' tests: small, of every fixture, no two alike."""

from __future__ import annotations

from typing import Any

import pytest
from fixture_files import all_pages

from newsclean import clean


@pytest.fixture(scope="session")
def pages() -> list[dict[str, Any]]:
    """2,000 rows of id, url and html."""
    sources = [fixture.page.read_bytes() for fixture in all_pages() if fixture.page.suffix == ".html"]
    texts = sorted((source.decode("utf-8", "replace") for source in sources), key=len)[:25]
    return [
        {
            "id": number,
            "url": f"https://echo.example/{number}",
            "html": f"{texts[number % len(texts)]}<p>This is page {number} of many, and no other one.</p>",
        }
        for number in range(2000)
    ]


@pytest.fixture(scope="session")
def titles(pages: list[dict[str, Any]]) -> list[str | None]:
    """Of the first 50 pages, as `clean` has them."""
    return [clean(page["html"], url=page["url"]).title for page in pages[:50]]
