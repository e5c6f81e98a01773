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
