"""The edges of a dump's story: leads and last statements that the scorer nearly keeps stay, calls go."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest

from newsclean import DEFAULT_PASSES
from newsclean.model import Page
from newsclean.passes.body import body
from newsclean.pipeline import run
from newsclean.readers.dumps.dump_reader import read_text
from newsclean.scoring.edges import keep_end
from newsclean.scoring.labelled_entries import keep_entries, keep_hours
from newsclean.scoring.scorer import Scores, score
from newsclean.scoring.units.dump_lists import keep_numbered

LAST = "The bridge over the old harbour reopens on Friday, two years after a barge struck one of its piers."
STATEMENT = "Drivers will pay four crowns until the end of next summer."


def kept(*below: tuple[str, float], last: str = LAST) -> list[str]:
    """Return the lines that stay below the last kept paragraph, by how far each is above the threshold."""
    blocks = read_text("\n\n".join([last, *(line for line, _ in below)])).blocks
    keep = [True] + [False] * len(below)
    keep_end(blocks, [2.0, *(near for _, near in below)], keep)
    return [block.text for block, stays in zip(blocks, keep, strict=True) if stays][1:]


@pytest.mark.parametrize(
    "line",
    [
        "Would you pay four crowns to cross the old harbour?",
        "Sign up now for the best stories of the harbour!",
        "Follow the harbour desk of the Valley Echo on Facebook and Instagram.",
        "Write to the harbour desk at desk@valleyecho.example about the bridge.",
        "Museum finds a lost map of the harbour in its cellar",
        " ".join(f"On day {n}, drivers paid {n} crowns to cross the bridge." for n in range(1, 12)),
    ],
)
def test_what_is_no_statement_of_the_story_goes(line: str) -> None:
    assert kept((line, -0.1)) == []


def test_statements_that_the_scorer_nearly_keeps_stay() -> None:
    assert kept((STATEMENT, -0.9), (f"Until then, {STATEMENT}", -0.4)) == [
        STATEMENT,
        f"Until then, {STATEMENT}",
    ]


def test_a_sentence_that_goes_on_below_a_paragraph_stays_if_the_scorer_does_not_surely_drop_it() -> None:
    assert kept(("It is free.", -2.9)) == ["It is free."]
    assert kept(("It is free.", -3.1)) == []
    assert kept(("It is free.", -1.1), last="Tickets: four crowns") == []
    assert kept(("What it costs", -1.4), ("It is free.", -1.1)) == []
    assert kept(("It is free.", -2.9), last="The bridge has reopened.") == []


def test_a_short_sentence_goes_on_below_a_short_one() -> None:
    assert kept(("It is free.", -2.9), last="The old bridge reopened on Friday.") == ["It is free."]
    assert kept(("Köprü ücretsiz.", -2.9), last="Eski köprü cuma günü yeniden açıldı.") == ["Köprü ücretsiz."]


def test_a_last_line_in_thai_needs_no_full_stop() -> None:
    story = "ชาวบ้านช่วยกันซ่อมสะพานไม้เก่าที่ถูกน้ำป่าพัดหายไปเมื่อเดือนกันยายน โดยใช้ไม้จากเรือนร้างสามหลังในตำบล"
    assert kept(("สะพานเปิดใช้แล้ว", -0.9), last=story) == ["สะพานเปิดใช้แล้ว"]
    assert kept(("สะพานเปิดใช้แล้ว", -1.1), last=story) == []
    assert kept(("กีฬา", -0.9), last=story) == []


def test_a_subhead_between_stays_with_its_statement() -> None:
    assert kept(("What it costs", -1.4), (STATEMENT, -0.5)) == ["What it costs", STATEMENT]
    assert kept(("What it costs", -1.4)) == []


def test_a_line_that_is_surely_not_the_story_ends_it() -> None:
    assert kept(("Most read", -4.0), (STATEMENT, -0.5)) == []
    assert kept(("3 May 2024", -1.0), (STATEMENT, -0.5)) == []
    assert kept(("What it costs", -1.0), ("How to pay", -1.0), (STATEMENT, -0.5)) == []


def test_at_most_three_statements_stay_unless_the_next_are_close() -> None:
    lines = [f"On day {n}, the drivers will pay {n} crowns at the bridge." for n in range(1, 6)]
    assert kept(*((line, -0.6) for line in lines)) == lines[:3]
    assert kept(*((line, -0.5) for line in lines)) == lines
    assert kept(*((line, -0.5) for line in lines[:3]), ("What it costs", -0.1), (lines[3], -0.5)) == lines[:3]


def test_a_text_of_which_nothing_stays_has_no_end() -> None:
    blocks = read_text(f"{LAST}\n\n{STATEMENT}").blocks
    keep = [False, False]
    keep_end(blocks, [-0.5, -0.5], keep)
    assert keep == [False, False]


LEAD = "The town opens its bridge again, and whoever crosses it by car will pay for two summers."
ABOVE = f"""Valley Echo

Most read
Storm closes the port of Ahm
Museum finds a lost map

Bridge over the old harbour reopens

{LEAD}

Old harbour
Seen from the north
No cars in the picture

{LAST}

Drivers will pay four crowns until the end of next summer, the harbour master said on Thursday.

Divers went down twice a day and took photographs of every stone between the two lights.
"""


def first_line(monkeypatch: pytest.MonkeyPatch, dump: str, lead: float) -> str:
    """Return what the body pass keeps first if the lead is so far above the threshold."""

    def scores(page: Page, _: object) -> Scores:
        values = [
            lead if b.text[:50] == LEAD[:50] else 3.0 if len(b.text) > 60 else -4.0 for b in page.blocks
        ]
        return replace(score(page), values=values, threshold=0.0)

    monkeypatch.setattr(importlib.import_module("newsclean.passes.body"), "score", scores)
    page, _ = run(read_text(dump), DEFAULT_PASSES[: DEFAULT_PASSES.index(body) + 1])
    return page.blocks[0].text


def test_a_lead_between_the_headline_and_the_text_stays_if_the_scorer_nearly_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert first_line(monkeypatch, ABOVE, -1.4) == LEAD
    assert first_line(monkeypatch, ABOVE, -1.6) == LAST
    assert first_line(monkeypatch, f"{LEAD}\n\n{ABOVE.replace(LEAD, '')}", -1.4) == LAST


def test_a_dek_without_a_full_stop_stays_right_under_the_headline_and_a_caption_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dek = LEAD.rstrip(".")
    assert first_line(monkeypatch, ABOVE.replace(LEAD, dek), -1.4) == dek
    assert first_line(monkeypatch, ABOVE.replace(LEAD, f"Old harbour\n\n{dek}"), -1.4) == LAST
    assert first_line(monkeypatch, ABOVE.replace(LEAD, f"{dek} (M. Holt)"), -1.4) == LAST
    assert first_line(monkeypatch, ABOVE.replace(LEAD, f"{dek}, 4 April 2013"), -1.4) == LAST


def kept_between(lines: list[tuple[str, float]]) -> list[bool]:
    """Return which lines of a dump stay, by how far each is above the threshold."""
    blocks = read_text("\n\n".join(line for line, _ in lines)).blocks
    near = [x for _, x in lines]
    keep = [x > 0 for x in near]
    keep_entries(blocks, near, keep)
    keep_hours(blocks, near, keep)
    keep_numbered(blocks, near, keep)
    return keep


def test_hours_over_the_entries_of_a_live_report_stay_if_they_recur() -> None:
    entries = [("19:42", -2.4), (LAST, 1.0), ("17:05", -1.0), (LAST, 1.0), ("12:30 Uhr", -2.0), (LAST, 1.0)]
    assert kept_between(entries) == [True] * 6
    assert kept_between(entries[:4]) == [False, True, False, True]
    assert kept_between([*entries, ("11:15", -2.6), (LAST, 1.0)])[6:] == [False, True]


def test_a_live_report_right_below_the_lead_stays_if_its_hours_are_in_order() -> None:
    short = "Nobody was hurt."
    entries = [("19:42", -2.1), (short, -1.0), ("17:05", -3.7), (short, -2.0), ("12:30", -3.8), (short, -2.0)]
    assert kept_between([("Latest news", -4.0), *entries]) == [False] * 7
    assert kept_between([(LAST, 1.0), ("Latest news", -4.0), *entries])[1:] == [False] * 7
    assert kept_between([(LAST, 1.0), *entries[:4], ("18:30", -3.8), (short, -2.0)])[1:] == [False] * 6
    assert kept_between([(LAST, 1.0), *entries]) == [True] * 7


def test_short_answers_of_an_interview_stay_with_two_above_them() -> None:
    asked = [
        ("Why now?", -1.3),
        (LAST, 1.0),
        ("Who pays?", -1.8),
        ("The town does.", -0.8),
        ("For long?", -4.0),
    ]
    assert kept_between([*asked, ("Of course.", -3.8)]) == [True] * 6
    assert kept_between([*asked, ("Sign up for our newsletter.", -3.8)])[2:] == [False] * 4
    assert kept_between([*asked[:2], *asked[4:], ("Of course.", -3.8)]) == [False, True, False, False]


def test_a_numbered_list_over_a_short_last_sentence_stays() -> None:
    items = [(f"{n}. The boat that took the bus", -0.5) for n in range(1, 6)]
    assert kept_between([(LAST, 1.0), *items, ("The prize is given on Sunday.", -0.9)]) == [True] * 7
    assert kept_between([(LAST, 1.0), *items, ("Most read", -0.9)]) == [True, *[False] * 6]
