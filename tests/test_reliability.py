"""Pages that are damaged, threads that share everything, and what cleaning a page may not do."""

from __future__ import annotations

import copy
import gc
import logging
import pickle
import subprocess
import sys
from codecs import BOM_UTF16_LE
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import fmean

import pytest
from damage import DAMAGES, Damage, article_words, lost, truncate
from fixture_files import all_pages
from hypothesis import given
from hypothesis import strategies as st
from strategies import dumps, html_trees

from newsclean import DEFAULT_PASSES, Claim, Edit, NotAPage, Page, PassError, clean, explain
from newsclean.batch import OutOfMemory, Timeout, WorkerDied
from newsclean.outcome import Failure, Outcome, RawPage

PAGES = [fixture.page.read_bytes() for fixture in all_pages()]

# --- damage ---------------------------------------------------------------------------------------

every_damage = pytest.mark.parametrize("damage", DAMAGES, ids=lambda x: x.__name__)
_SHARE = 0.05
_LOST = 0.1  # of what is still shown, in the mean over the fixtures: swapped paragraphs lose most, .06


def losses(damage: Damage, times: int) -> Iterator[float]:
    random = Random(7)
    for page in PAGES:
        words = article_words(page)
        for _ in range(times):
            try:
                share = lost(words, damage(page, _SHARE, random))
            except NotAPage:  # an odd number of bytes is gone near the start, so that no character is whole
                assert page.startswith(BOM_UTF16_LE)
                continue
            if share is not None:
                yield share


@every_damage
def test_the_article_suffers_no_more_than_the_page(damage: Damage) -> None:
    found = list(losses(damage, 1))
    assert len(found) > len(PAGES) / 2
    assert fmean(found) < _LOST


@pytest.mark.long
@every_damage
def test_the_article_suffers_no_more_than_the_page_however_often(damage: Damage) -> None:
    assert fmean(losses(damage, 50)) < _LOST


@pytest.mark.parametrize("percent", [1, 10, 25, 50, 75, 90, 99])
def test_a_page_that_breaks_off(percent: int) -> None:
    check_breaking_off(percent)


@pytest.mark.long
@pytest.mark.parametrize("percent", range(100))
def test_a_page_that_breaks_off_anywhere(percent: int) -> None:
    check_breaking_off(percent)


def check_breaking_off(percent: int) -> None:
    for page in PAGES:
        clean(truncate(page, 1 - percent / 100, Random()))


@given(page=html_trees | dumps, seed=st.integers(0, 1_000), damage=st.sampled_from(DAMAGES))
def test_any_page_may_be_damaged(page: str, seed: int, damage: Damage) -> None:
    clean(damage(page.encode() or b" ", 0.3, Random(seed)).decode("utf-8", "replace"))


# --- threads and interpreters ---------------------------------------------------------------------


def test_sixteen_threads_share_everything() -> None:
    pages = PAGES[::3]
    alone = [clean(page) for page in pages]

    def all_from(start: int) -> list[object]:
        """The articles in order, but cleaned from another page on in each thread."""
        found = {i: clean(pages[i]) for i in ((start + n) % len(pages) for n in range(len(pages)))}
        return [found[i] for i in range(len(pages))]

    with ThreadPoolExecutor(16) as threads:
        for articles in threads.map(all_from, range(16)):
            assert articles == alone


def test_one_soup_in_sixteen_threads() -> None:
    bs4 = pytest.importorskip("bs4")
    soup = bs4.BeautifulSoup(PAGES[0], "html.parser")
    alone = clean(soup)
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(clean, [soup] * 32)) == [alone] * 32


SUBINTERPRETER = """
import _xxsubinterpreters as interpreters
code = '''
from newsclean import DEFAULT_PASSES, clean
from newsclean.passes.languages import languages
article = clean("<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened on Monday.</p>",
                passes=[each for each in DEFAULT_PASSES if each is not languages])
print(article.title, flush=True)
'''
interpreters.run_string(interpreters.create(), code)
"""


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="from 3.12 on they refuse C libraries of one phase"
)
def test_subinterpreters() -> None:
    """In one, that is: selectolax loads in no second one, and the language detector in the main one only."""
    done = subprocess.run([sys.executable, "-c", SUBINTERPRETER], capture_output=True, text=True, check=False)
    assert done.stdout == "Bridge reopens\n"


# --- what may not happen --------------------------------------------------------------------------

EXTERNAL = """<?xml version="1.0"?>
<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd"> <!ENTITY far SYSTEM "http://paper.example/x">]>
<html><head><base href="http://paper.example/"><link rel=stylesheet href="http://paper.example/a.css">
<link rel=import href="/b.html"><script src="http://paper.example/a.js"></script>
<script type="application/ld+json">{"@context": "http://paper.example/context.json", "@type": "NewsArticle",
 "headline": {"$ref": "file:///etc/passwd"}, "author": {"@id": "http://paper.example/ann"}}</script></head>
<body><h1>Bridge &secret; reopens</h1><p>The bridge over the Lenn reopened on Monday. &far; &secret;</p>
<iframe src="file:///etc/passwd"></iframe><img src="http://paper.example/a.png"><object data="/c"></object>
<svg><image href="http://paper.example/b.png"/><use href="http://paper.example/c.svg#a"/></svg></body></html>"""

AUDIT = """
import sys
sys.path[:0] = {path!r}
from fixture_files import all_pages
from newsclean import clean

external = {external!r}
pages = [*(fixture.page.read_bytes() for fixture in all_pages()), external, external.encode()]
articles = [clean(page) for page in pages]  # weights and word lists are read at first use
seen = set()
quiet = (
    "object.", "array.__new__", "builtins.id", "sys._getframe", "marshal.", "gc.", "code.__new__", "cpython.",
)
watching = True
sys.addaudithook(lambda event, _: seen.add(event) if watching and not event.startswith(quiet) else None)
again = [clean(page) for page in pages]
watching = False
assert again == articles
print(sorted(seen))
"""


def test_a_page_opens_nothing() -> None:
    """No file, no socket, no process, no import, no code compiled: Python's own audit would report them."""
    code = AUDIT.format(path=[str(Path(__file__).parent)], external=EXTERNAL)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr


def test_nothing_external_is_fetched() -> None:
    article = clean(EXTERNAL)
    assert "root:" not in article.to_json()
    assert "Bridge" in (article.title or "")


def test_no_page_is_kept() -> None:
    """Nothing that a long page held is found once its article is gone."""
    for page in PAGES:
        clean(page)
    marker = "Unheardof" * 100
    for source in (
        f"<!doctype html><title>{marker}</title><p class='{marker}'>{marker} " + "was seen on Monday " * 200,
        f"{marker}\n\nBy {marker}\n\n{marker} " + "was seen on Monday. " * 200,
    ):
        clean(source)
        del source
    gc.collect()
    assert not [text for text in held_texts() if len(text) > 1_000 and "Unheardof" in text]


def held_texts() -> Iterator[str]:
    """Every text that anything holds: what the collector knows, and the tables inside that it does not."""
    for owner in gc.get_objects():
        for held in gc.get_referents(owner):
            inner = gc.get_referents(held) if isinstance(held, dict) else (held,)
            yield from (x for x in inner if isinstance(x, str))


def test_a_page_leaves_passes_and_settings_as_they_are() -> None:
    before = (sys.getrecursionlimit(), logging.root.level, copy.copy(sys.path), tuple(DEFAULT_PASSES))
    for page in PAGES:
        clean(page)
    assert before == (sys.getrecursionlimit(), logging.root.level, sys.path, tuple(DEFAULT_PASSES))


def test_a_page_leaves_nothing_to_the_collector() -> None:
    """It rests meanwhile: what it would have to collect would pile up in long pages."""
    pages = (*PAGES, "<p>One<div>Two</span>" * 1_000, "* One\n\nTwo\n" * 1_000)
    for page in pages:
        clean(page)
    gc.collect()
    gc.freeze()  # all that is here already need not be looked through for each page
    try:
        for page in pages:
            clean(page)
            assert gc.collect() == 0
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_on_or_off_as_before(is_on: bool) -> None:
    seen = []

    def look(page: Page) -> Iterator[Edit]:
        seen.append(gc.isenabled())
        yield from ()

    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        clean(PAGES[0], passes=[look])
        with pytest.raises(NotAPage):
            clean(b"\x00\x01\x02" * 100)
        assert (gc.isenabled(), seen) == (is_on, [False])
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(clean, PAGES))
        assert gc.isenabled() == is_on
    finally:
        (gc.enable if was_on else gc.disable)()


# --- what goes to other processes -------------------------------------------------------------------


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_all_that_comes_out_pickles(protocol: int) -> None:
    found = explain(PAGES[0])
    row = Outcome(3, ("a", 1), "https://paper.example/a", found.article, None, found.trace)
    for value in (found, found.page, found.article, found.trace, row, RawPage(PAGES[0], key=1)):
        assert pickle.loads(pickle.dumps(value, protocol)) == value
    assert copy.deepcopy(found.article) == found.article


@pytest.mark.parametrize(
    "error",
    [
        PassError("sidebars", "https://paper.example/a", "ValueError: no"),
        PassError("sidebars", None, ""),
        NotAPage("these bytes are a PDF"),
        Timeout("it took longer than 5 seconds"),
        OutOfMemory("it took more memory than there is for it"),
        WorkerDied("the process that cleaned it was ended by signal 9 (Killed)"),
    ],
    ids=lambda x: type(x).__name__,
)
def test_errors_pickle_whole(error: Exception) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(error, protocol))
        assert (type(again), again.args, str(again)) == (type(error), error.args, str(error))
    failure = Failure(type(error).__name__, str(error))
    assert pickle.loads(pickle.dumps(failure)) == failure


def claims_nonsense(page: Page) -> Iterator[Edit]:
    yield Claim("headline", "x", None, "no such field")


def test_a_claim_on_a_field_that_is_none_names_its_pass() -> None:
    with pytest.raises(PassError, match=r"claims_nonsense.*no field 'headline'"):
        clean(PAGES[0], passes=(claims_nonsense,))
