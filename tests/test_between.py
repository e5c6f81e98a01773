"""What stands between two paragraphs of the story stays if the scorer nearly keeps it; labels go."""

from __future__ import annotations

from dataclasses import replace

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


POEM = ["The boat goes out, the boat comes in,", "the lamp is on the quay,", "and who has bread"]


@pytest.mark.parametrize(
    ("above", "lines", "stay"),
    [
        ("At the quay, the children sang a song:", POEM, True),
        ("You may also like:", POEM, False),
        ("At the quay, the children sang a song.", POEM, False),
        ("At the quay, the children sang a song:", POEM[:2], False),
        ("For advice on your boat, call the harbour:", ["Office", "Phone:", "Fax:"], False),
        ("For advice on your boat, call the harbour:", ["Office", "555 0100", "Rope Walk 4"], False),
    ],
)
def test_a_poem_stays_that_a_line_announces(above: str, lines: list[str], stay: bool) -> None:
    verse = "".join(f"<div>{line}</div>" for line in lines)
    page = read(f"<article><p>{above}</p><div>{verse}</div>{BELOW}</article>")
    keep = [True, *[False] * len(lines), True]
    keep_between(page, [3.0, *[-0.5] * len(lines), 3.0], keep)
    assert all(keep) == stay


@pytest.mark.parametrize(
    "above", ["> “We went down twice a day.”", "  * two divers", "| Diver | Day |\n|---|---|"]
)
def test_a_subhead_of_markdown_stays_below_what_ends_a_section(above: str) -> None:
    page = read(f"# Bridge reopens\n\n{above}\n\n## The costs\n\n{BELOW[3:-4]}\n")
    keep = [True] * (len(page.blocks) - 2) + [False, True]
    keep_between(page, [3.0 if stays else -0.5 for stays in keep], keep)
    assert all(keep)


@pytest.mark.parametrize(
    ("above", "below", "stays"),
    [("Advertisement", "", True), ("", "Advertisement", False), ("Ad", "Ad", False)],
)
def test_a_subhead_of_a_dump_stays_under_a_label_that_went(above: str, below: str, stays: bool) -> None:
    paragraph = BELOW[3:-4]
    blocks = read("\n\n".join(filter(None, [paragraph, above, "The costs", below, paragraph])) + "\n").blocks
    left = tuple(block for block in blocks if block.text not in (above, below))
    keep = [True, False, True]
    keep_between(replace(read("."), blocks=left), [3.0, -0.5, 3.0], keep)
    assert keep[1] == stays


@pytest.mark.parametrize(
    ("picture", "caption", "line", "stays"),
    [
        ("A diver on the pier", "Photo: O. Tarn", "The costs", True),
        ("A diver on the pier", "", "The costs", False),
        ("The town of Hollen Quay", "Read also", "The town of Hollen Quay", False),
        ("Learn more", "Read also", "Ferry to the islands sails again after two years", False),
    ],
)
def test_a_subhead_stays_under_a_picture(picture: str, caption: str, line: str, stays: bool) -> None:
    paragraph = BELOW[3:-4]
    lines = [paragraph, picture, caption or "gone", line, paragraph]
    blocks = read("\n\n".join(lines) + "\n").blocks
    left = (*blocks[:2], *blocks[3:]) if caption else (blocks[0], *blocks[2:])
    keep = [True, False, False, True]
    keep_between(replace(read("."), blocks=left), [3.0, -1.5, -0.5, 3.0], keep)
    assert keep == [True, False, stays, True]


FIGURES = "The bridge in figures"


@pytest.mark.parametrize(
    ("heading", "box", "stays"),
    [
        (FIGURES, "<p>The bridge was built in 1931.</p><p>It has two arches.</p>", True),
        (FIGURES, "<p>Would you like to know more?</p>", False),
        (FIGURES, "<p><a href='/map'>Museum finds a lost map.</a></p>", False),
        (FIGURES, "<div><p>The bridge was built in 1931.</p></div>", False),
        ("<a href='/swans'>Swans return</a>", "<p>Six swans were counted on Sunday.</p>", False),
    ],
)
def test_statements_stay_with_the_heading_of_their_box(heading: str, box: str, stays: bool) -> None:
    page = read(f"<article>{ABOVE}<aside><h3>{heading}</h3>{box}</aside>{BELOW}</article>")
    inside = len(page.blocks) - 3
    keep = [True, True, *[False] * inside, True]
    keep_between(page, [3.0, 0.1, *[-0.3] * inside, 3.0], keep)
    assert all(keep) == stays
