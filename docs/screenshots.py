"""Makes the pictures of the views in README and these pages: python docs/screenshots.py

They show pages from fixtures/, whose text is our own. Needs `pip install --editable '.[views]'`, Chromium and
the fonts of Noto (Debian's `chromium` and `fonts-noto-core`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from newsclean import Explanation, explain, report
from newsclean.display import safe_html

HERE = Path(__file__).resolve().parent
IMAGES = HERE / "images"
PAGES = HERE.parent / "fixtures" / "pages"


def main() -> None:
    mill = of_fixture("three-sidebars")
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1080, "height": 1400})

        page.set_content(safe_html.document("", mill.article._repr_html_()))
        page.add_style_tag(content=".newsclean { max-width: 46rem !important; margin: 0 !important }")
        shoot(page, "article", height=620)

        page.set_content(of_fixture("readme-dump").to_html())
        page.locator("[value=all]").check()
        shoot(page, "explanation", height=760)

        page.set_viewport_size({"width": 1220, "height": 1400})
        page.set_content(report(all_pages(), title="The pages in fixtures/").to_html())
        shoot(page, "report", height=722)
        browser.close()


def shoot(page: Any, name: str, *, height: int) -> None:
    """Save a picture of the view, at most `height` pixels from its upper edge."""
    box = page.locator(".newsclean").bounding_box()
    clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": min(height, box["height"])}
    page.screenshot(path=IMAGES / f"{name}.png", clip=clip)


def of_fixture(name: str) -> Explanation:
    (page,) = (PAGES / name).glob("page.*")
    return explain(page)


def all_pages() -> Iterator[Explanation]:
    for folder in sorted(PAGES.iterdir()):
        if folder.is_dir():
            yield of_fixture(folder.name)


if __name__ == "__main__":
    main()
