"""What stands between two paragraphs of the story stays if the scorer nearly keeps it; labels go."""

from __future__ import annotations

import pytest

from newsclean import read
from newsclean.scoring.between import keep_between

ABOVE = "<p>The bridge over the old harbour reopens on Friday, two years after a barge struck its pier.</p>"
BELOW = "<p>Divers went down twice a day and took photographs of every stone between the lights.</p>"


def kept(between: str, near: float) -> bool:
    """Whether markup between two paragraphs stays, all of it so far above the threshold."""
    page = read(f"<article>{ABOVE}{between}{BELOW}</article>")
    middle = len(page.blocks) - 2
    keep = [True, *[False] * middle, True]
    keep_between(page, [3.0, *[near] * middle, 3.0], keep)
    return all(keep)


@pytest.mark.parametrize(
    "between",
    [
        "<p>Photo of the old harbour</p>",
        "<p>Will you help us to pay for it?</p><p>Donate now</p>",
        "<div class=note><p>Nobody had asked the divers.</p></div>",
        "<p><a href='/most-read'>Museum finds a lost map of the old harbour.</a></p>",
        "<h3><a href='/map'>Museum finds a lost map</a></h3>",
        "<h3>What it costs</h3><h3>How to pay</h3>",
        "<p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p>",
    ],
)
def test_what_is_no_statement_of_the_same_build_goes(between: str) -> None:
    assert not kept(between, -0.1)


@pytest.mark.parametrize(
    "between", ["<p>Nobody had asked the divers.</p>", "<p>One.</p><p>Two.</p>", "<h3>What it costs</h3>"]
)
def test_statements_and_a_subhead_that_the_scorer_nearly_keeps_stay(between: str) -> None:
    assert kept(between, -0.9)
    assert not kept(between, -1.1)


MANY = (
    "<p>The stones came by rail from a quarry in the north, and each of them has a number in white paint.</p>"
)


def test_many_long_statements_stay_if_all_around_them_is_built_alike() -> None:
    assert kept(MANY * 6, -0.9)
    assert not kept(MANY * 6, -1.1)
    assert not kept(MANY.replace("<p>", "<p class=card>") * 6, -0.9)
    assert not kept(MANY * 5 + f"<p>Get our newsletter. {MANY[3:]}", -0.9)
