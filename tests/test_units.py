"""Entries of a guide or an FAQ stay together, if the scorer keeps enough of them."""

from __future__ import annotations

import pytest

from newsclean import read
from newsclean.scoring.units import keep_units
from newsclean.text.words import count_words

QUESTIONS = ("Who pays?", "Who sails?", "Who rows?", "Who sings?", "Who bakes?", "Who sleeps?")
ANSWER = "The harbour board pays for it, as it has paid for all the boats since the spring of that year."


@pytest.mark.parametrize(("answers_kept", "all_stay"), [(6, True), (4, True), (3, False), (1, False)])
def test_entries_stay_if_most_of_them_do(answers_kept: int, all_stay: bool) -> None:
    entry = '<div class="entry"><div class="asked">{}</div><p>{}</p></div>'
    entries = "".join(entry.format(question, ANSWER) for question in QUESTIONS)
    page = read(f"<main><h2>Questions</h2>{entries}</main>")
    keep = [False] * len(page.blocks)
    answers = [i for i, block in enumerate(page.blocks) if block.text == ANSWER]
    for i in answers[:answers_kept]:
        keep[i] = True
    values = [1.0 if kept else -1.0 for kept in keep]
    keep_units(page, values, [float(count_words(b.text)) for b in page.blocks], keep)
    assert sum(keep) == (2 * len(QUESTIONS) if all_stay else answers_kept)


@pytest.mark.parametrize(
    ("end", "stays"),
    [
        ("<h3>Notes</h3><p>The batter keeps for a day.</p>", True),
        ("<h3>Notes</h3><p>Did you like it?</p>", False),
        ("<h4>Notes</h4><p>The batter keeps for a day.</p>", False),
        ("<h3>Notes</h3><div><p>The batter keeps for a day.</p></div>", False),
        ('<h3>Notes</h3><p><a href="/jam">The jam keeps for a year.</a></p>', False),
    ],
)
def test_the_last_section_stays_if_its_heading_is_like_others_that_do(end: str, stays: bool) -> None:
    page = read(f"<div><h3>Ingredients</h3><p>Flour.</p><h3>Method</h3><p>Sift the flour.</p>{end}</div>")
    keep = [True] * 4 + [False] * 2
    keep_units(page, [1.0] * 4 + [-1.0] * 2, [float(count_words(b.text)) for b in page.blocks], keep)
    assert keep == [True] * 4 + [stays] * 2
