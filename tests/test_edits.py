"""Edits and their application, the executor, the trace as text, the resulting Article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from newsclean import (
    Article,
    Block,
    Claim,
    Dateline,
    Drop,
    Edit,
    Image,
    Page,
    PassError,
    Rewrite,
    Step,
    clean,
    explain,
    replay,
)
from newsclean.assemble import assemble
from newsclean.edits import apply
from newsclean.model import Span
from newsclean.pipeline import run

PAGE = Page(
    "html",
    (
        Block(0, "heading", "Bridge reopens", level=1),
        Block(1, "paragraph", "LONDON - The bridge reopened.", spans=(Span(13, 19, "link", "/bridge"),)),
        Block(2, "paragraph", "Most read"),
    ),
    url="https://echo.example/bridge",
)

# --- apply --------------------------------------------------------------------------------------


def test_edits_that_change_nothing_are_not_recorded() -> None:
    claim = Claim("title", "Bridge reopens", 0, "heading")
    page, done = apply(
        PAGE, [claim, claim, Drop(2, "box"), Drop(2, "box"), Drop(99, "gone"), Rewrite(2, "x", "gone")]
    )
    assert done == [claim, Drop(2, "box")]
    assert [b.id for b in page.blocks] == [0, 1]
    assert apply(PAGE, [Rewrite(2, "Most read", "same")]) == (PAGE, [])


def test_the_page_is_never_changed() -> None:
    before = PAGE.blocks
    apply(PAGE, [Drop(0, "x"), Rewrite(1, "y", "x"), Claim("title", "z", None, "x")])
    assert PAGE.blocks is before
    assert PAGE.claims == ()


def test_links_move_with_the_text_they_are_in() -> None:
    (_, cut, _) = apply(PAGE, [Rewrite(1, "The bridge reopened.", "dateline")])[0].blocks
    assert [cut.text[x.start : x.end] for x in cut.links] == ["bridge"]
    (_, other, _) = apply(PAGE, [Rewrite(1, "All is open.", "no such words")])[0].blocks
    assert other.links == ()


def test_links_whose_words_are_repaired_stay_where_they_were() -> None:
    old, new = "Itâ€™s the (cafÃ© MÃ¼ller), he said", "It’s the (café Müller), he said"
    start = old.index("cafÃ©")
    block = Block(0, "paragraph", old, spans=(Span(start, start + len("cafÃ© MÃ¼ller"), "link", "/cafe"),))
    (repaired,) = apply(Page("html", (block,)), [Rewrite(0, new, "mojibake")])[0].blocks
    assert [repaired.text[x.start : x.end] for x in repaired.links] == ["café Müller"]


def test_a_rewrite_may_change_the_kind() -> None:
    page, done = apply(PAGE, [Rewrite(2, "Most read", "short line", kind="heading")])
    assert page.blocks[2].kind == "heading"
    assert len(done) == 1


def test_an_item_that_becomes_a_heading_has_no_marker_and_no_depth() -> None:
    page = Page("text", (Block(0, "list_item", "Sand the boards", level=1, marker="2."),))
    after, _ = apply(page, [Rewrite(0, "2. Sand the boards", "numbered", kind="heading")])
    assert after.blocks == (Block(0, "heading", "2. Sand the boards"),)


def test_the_last_claim_wins() -> None:
    page, _ = apply(PAGE, [Claim("title", "a", None, "x"), Claim("title", "b", None, "x")])
    assert page.claimed("title") == assemble(page).title == "b"
    assert page.claimed("subtitle") is None


# --- run and replay -----------------------------------------------------------------------------


def box(page: Page) -> Iterator[Edit]:
    """Drop what is most read."""
    yield from (Drop(b.id, "box", b.text) for b in page.blocks if b.text == "Most read")


def shout(page: Page) -> Iterator[Edit]:
    yield from (Rewrite(b.id, b.text.upper(), "louder") for b in page.blocks)


def test_every_step_names_its_pass_and_replays() -> None:
    page, trace = run(PAGE, (box, shout))
    assert [step.by for step in trace] == ["box", "shout", "shout"]
    assert replay(PAGE, trace) == page


def test_passes_may_come_from_a_generator() -> None:
    source = "<p>Most read</p><p>The bridge reopened.</p>"
    assert clean(source, passes=(each for each in [box])).text == "The bridge reopened."


def test_warnings_add_up_and_unknown_fields_are_refused() -> None:
    page, _ = apply(PAGE, [Claim("warnings", "one", None, "x"), Claim("warnings", "two", None, "x")])
    assert assemble(page).warnings == ("one", "two")
    with pytest.raises((ValueError, PassError), match="headline"):
        assemble(apply(PAGE, [Claim("headline", "x", None, "x")])[0])


# --- the explanation ----------------------------------------------------------------------------

SOURCE = "<p>Çok  okunan’lar</p><p>The bridge\nreopened.</p>"


def turkish(page: Page) -> Iterator[Edit]:
    yield Drop(0, "box heading", "okunan")
    yield Rewrite(1, "The bridge reopened!", "cheer", kind="quote")
    yield Claim("authors", ("A. One", "B. Two"), None, "meta")
    yield Claim("dateline", Dateline("LONDON (AP) - ", "LONDON", "AP"), 1, "opening")
    yield Claim("published", dt.date(2024, 5, 3), None, "time tag", "2024-05-03")
    yield Claim("images", (Image("https://echo.example/i.jpg", "alt"),), None, "figure")


def test_the_trace_as_text() -> None:
    assert str(explain(SOURCE, passes=(turkish,))).splitlines() == [
        "- 0 Çok okunan’lar [turkish: box heading; okunan]",
        "~ 1 quote: The bridge reopened! [turkish: cheer]",
        "@ authors: A. One; B. Two [turkish: meta]",
        "@ dateline: LONDON (AP) - [turkish: opening]",
        "@ published: 2024-05-03 [turkish: time tag; 2024-05-03]",
        "@ images: https://echo.example/i.jpg [turkish: figure]",
    ]


def test_why_asks_for_text_as_people_type_it() -> None:
    explanation = explain(SOURCE, passes=(turkish,))
    assert explanation.why("cok OKUNANLAR") == (Step("turkish", Drop(0, "box heading", "okunan")),)
    assert [step.edit.reason for step in explanation.why("bridge reopened")] == ["cheer"]
    assert explanation.why("nowhere") == explanation.why("") == ()
    with pytest.raises(TypeError, match="text must be a str, not 3"):
        explanation.why(3)  # type: ignore[arg-type]


def test_counts() -> None:
    assert explain(SOURCE, passes=(turkish,)).counts() == {("turkish", "box heading"): 1}


def test_clean_is_the_article_of_explain() -> None:
    assert clean(SOURCE, passes=(turkish,)) == explain(SOURCE, passes=(turkish,)).article


def test_facts_as_json_holds_them() -> None:
    article = explain(SOURCE, passes=(turkish,)).article
    assert article.to_dict() == {
        **dict.fromkeys("title subtitle kicker modified language direction publisher section url".split()),
        **dict.fromkeys(["hostname", "description", "license"]),
        "authors": ["A. One", "B. Two"],
        "dateline": {"raw": "LONDON (AP) - ", "place": "LONDON", "agency": "AP", "date": None},
        "published": "2024-05-03",
        "published_day": "2024-05-03",
        "tags": [],
        "comments": [],
        "images": [
            {
                "url": "https://echo.example/i.jpg",
                "alt": "alt",
                "caption": None,
                "credit": None,
                "after": None,
            }
        ],
        "status": "ok",
        "confidence": 0.0,
        "warnings": [],
        "schema": 2,
        "text": "The bridge reopened!",
        "body": [{"id": 1, "kind": "quote", "text": "The bridge reopened!"}],
    }
    assert Article().to_json(indent=None).startswith('{"schema": 2, "title": null')
