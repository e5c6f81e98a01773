"""The item pipeline in a real crawl, in its own process because a reactor cannot be started twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("scrapy", reason="pip install 'newsclean[scrapy]'")

from newsclean import clean
from newsclean.adapters.scrapy import NewscleanPipeline

PAGE = "<h1>Rain</h1><p>It rained on Monday, and on Tuesday it will rain again.</p>"

CRAWL = """
import scrapy
from scrapy.crawler import CrawlerProcess

class News(scrapy.Spider):
    name = "news"
    page = "<h1>Rain</h1><p>It rained on Monday, and on Tuesday it will rain again.</p>"
    start_urls = ["data:text/html," + page]

    def parse(self, response):
        yield {"url": "https://echo.example/a", "html": response.body}

process = CrawlerProcess({
    "ITEM_PIPELINES": {"newsclean.adapters.scrapy.NewscleanPipeline": 300},
    "FEEDS": {"articles.jsonl": {"format": "jsonlines"}},
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "ERROR",
})
process.crawl(News)
process.start()
"""


def test_a_crawl_of_articles(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRAWL], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    (item,) = map(json.loads, (tmp_path / "articles.jsonl").read_text().splitlines())
    article = clean(PAGE, url="https://echo.example/a")
    assert item == {
        "url": "https://echo.example/a",
        "article": article.to_dict(),
    }


def test_a_bad_page_is_an_item_with_an_error() -> None:
    pipeline = NewscleanPipeline(content="page")
    item = pipeline.process_item({"page": b"%PDF-1.7", "n": 1})
    assert item["error"]["kind"] == "NotAPage"
    assert item["n"] == 1
    assert "page" not in item


def test_an_item_of_another_kind_passes() -> None:
    assert NewscleanPipeline().process_item({"image": b"x"}) == {"image": b"x"}
