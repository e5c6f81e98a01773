"""The methods of an Explanation: why, diff, counts, to_frame, and runs with fewer passes."""

from __future__ import annotations

import pytest
from sample import PASSES, boxes, headlines, sample

from newsclean import Drop, PassError, Step, explain

EXPLANATION = sample()


def test_why_prints_the_edits_on_the_blocks_that_hold_the_text() -> None:
    why = EXPLANATION.why("most popular")
    assert why == (Step("boxes", Drop(12, "box heading", "MOST POPULAR")),)
    assert repr(why) == "- 12 MOST POPULAR [boxes: box heading; MOST POPULAR]"


def test_why_tells_what_was_kept_from_what_never_was_there() -> None:
    assert EXPLANATION.why("its crew sells") == EXPLANATION.why("no such text") == EXPLANATION.why("") == ()
    assert repr(EXPLANATION.why("crew sells lemonade")) == (
        "  16 The ferry rests at its pier, as it has for two years, and its crew sells lemonade. [kept]"
    )
    assert repr(EXPLANATION.why("no such\x1b text")) == "nothing on the page contains 'no such\\x1b text'"


def test_why_shows_both_where_the_text_stands_twice() -> None:
    lines = repr(EXPLANATION.why("two years")).splitlines()
    assert [line[:4] for line in lines] == ["- 2 ", "~ 3 ", "  16"]


def test_the_whole_explanation_in_a_line_and_in_print() -> None:
    assert repr(EXPLANATION) == "<Explanation: 10 of 17 blocks kept, 14 edits by 5 passes>"
    assert str(EXPLANATION).splitlines()[0] == "- 0 News [furniture: navigation; <nav>]"


def test_a_printed_trace_holds_no_escapes() -> None:
    def odd(page):  # type: ignore[no-untyped-def]
        yield Drop(0, "\x1b[2J cleared", "\u202e")

    assert not set("\x1b\u202e") & set(str(explain("<p>Some text</p>", passes=(odd,))))


def test_counts_and_removed() -> None:
    assert EXPLANATION.counts()["boxes", "box heading"] == 4
    removed = EXPLANATION.removed()
    assert removed["furniture"] == len("News") + len("Sport & weather")
    assert EXPLANATION.share_removed == removed.total() / sum(len(b.text) for b in EXPLANATION.page.blocks)
    assert explain("").share_removed == 0


def test_claims_are_those_that_won_in_the_order_of_the_fields() -> None:
    claims = [(claim.field, claim.block) for _, claim in EXPLANATION.claims()]
    assert claims == [("title", 2), ("authors", None), ("dateline", 3), ("url", None), ("status", None)]


def test_diff() -> None:
    lines = EXPLANATION.diff().splitlines()
    assert lines[:5] == [
        "- News",
        "- Sport & weather",
        "- Lenn bridge reopens, two years after flood",
        "- BRENNAU (VPA) - The bridge over the Lenn reopened to traffic on Friday, two years after a flood "
        "cracked its middle pier, the town council said.",
        "+ The bridge over the Lenn reopened to traffic on Friday, two years after a flood cracked its "
        "middle pier, the town council said.",
    ]
    assert {line[:2] for line in lines[5:]} == {"  ", "- "}
    kept = [line[2:] for line in lines if line[0] in " +"]
    assert "\n".join(kept) == "\n".join(block.text for block in EXPLANATION.article.body)


def test_ablate_is_the_article_without_that_pass() -> None:
    article = EXPLANATION.ablate("boxes")
    assert "MOST POPULAR" in article.text
    assert article == sample([each for each in PASSES if each is not boxes]).article
    with pytest.raises(ValueError, match="no pass 'sidebars' ran; passes that did: furniture, headlines"):
        EXPLANATION.ablate("sidebars")


def test_alone_is_what_a_pass_does_to_the_page_as_it_was_read() -> None:
    alone = EXPLANATION.alone("boxes")
    assert [step.by for step in alone.trace] == ["boxes"] * 4
    assert alone.page is EXPLANATION.page
    with pytest.raises(ValueError, match="no pass"):
        EXPLANATION.alone("titles")


def test_effects_tell_what_only_a_pass_does() -> None:
    def too_much(page):  # type: ignore[no-untyped-def]
        yield from (Drop(b.id, "says so", "") for b in page.blocks if "MOST" in b.text or "ferry" in b.text)

    effects = {effect.by: effect for effect in sample((*PASSES, too_much)).effects()}
    assert (effects["boxes"].dropped, effects["boxes"].alone) == (4, 4)
    assert effects["boxes"].let_in == 3, "too_much would drop the heading in its place"
    assert (effects["too_much"].dropped, effects["too_much"].alone, effects["too_much"].let_in) == (1, 2, 1)
    assert effects["headlines"].dropped == 1


def test_a_pass_that_cannot_do_without_another_says_so() -> None:
    def needs_title(page):  # type: ignore[no-untyped-def]
        if page.claimed("title") is None:
            raise LookupError("no title")
        return ()

    explanation = sample((*PASSES, needs_title))
    with pytest.raises(PassError, match=r"needs_title.*no title"):
        explanation.ablate(headlines.__name__)


def test_to_frame() -> None:
    pytest.importorskip("pandas", reason="pip install 'newsclean[pandas]'")
    frame = EXPLANATION.to_frame()
    assert list(frame.columns) == ["edit", "block", "field", "text", "by", "reason", "evidence"]
    assert frame["edit"].value_counts().to_dict() == {"keep": 9, "drop": 7, "claim": 6, "rewrite": 1}
    assert frame[frame["by"] == "boxes"]["block"].tolist() == [12, 13, 14, 15]
    blocks = frame[frame["edit"] != "claim"]
    assert blocks["text"].tolist() == [block.text for block in EXPLANATION.page.blocks]
    assert frame[frame["field"] == "authors"]["block"].isna().all()
