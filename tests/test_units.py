"""Entries of a guide or an FAQ stay together, if the scorer keeps enough of them."""

from __future__ import annotations

import pytest

from newsclean import read
from newsclean.scoring.units import keep_units
from newsclean.text.words import count_words

QUESTIONS = ("Who pays?", "Who sails?", "Who rows?", "Who sings?", "Who bakes?", "Who sleeps?")
ANSWER = "The harbour board pays for it, as it has paid for all the boats since the spring of that year."
TITLES = ("The mole", "The slip", "The pier", "The lock", "The light", "The bell")


@pytest.mark.parametrize(
    ("titles", "answers_kept", "all_stay"),
    [
        (TITLES, 6, True),
        (TITLES, 4, True),
        (TITLES, 3, False),
        (QUESTIONS, 6, True),
        (QUESTIONS, 2, True),
        (QUESTIONS, 1, False),
    ],
)
def test_entries_stay_if_most_of_them_do_or_some_answers(
    titles: tuple[str, ...], answers_kept: int, all_stay: bool
) -> None:
    entry = '<div class="entry"><h3>{}</h3><p>{}</p></div>'
    entries = "".join(entry.format(title, ANSWER) for title in titles)
    page = read(f"<main><h2>Questions</h2>{entries}</main>")
    keep = [False] * len(page.blocks)
    answers = [i for i, block in enumerate(page.blocks) if block.text == ANSWER]
    for i in answers[:answers_kept]:
        keep[i] = True
    values = [1.0 if kept else -1.0 for kept in keep]
    keep_units(page, values, [float(count_words(b.text)) for b in page.blocks], keep)
    assert sum(keep[-12:]) == (2 * len(titles) if all_stay else answers_kept)


def kept_texts(markup: str, near: dict[str, float]) -> list[str]:
    """Return the texts that stay where each text stays that is not in `near`, which has log-odds."""
    page = read(f"<main>{markup}</main>", url="https://echo.example/bridge")
    values = [near.get(block.text, 1.0) for block in page.blocks]
    keep = [value > 0 for value in values]
    keep_units(page, values, [float(count_words(b.text)) for b in page.blocks], keep)
    return [block.text for block, stays in zip(page.blocks, keep, strict=True) if stays]


def test_a_heading_goes_over_a_paragraph_in_another_element_or_if_no_other_is_like_it() -> None:
    for markup in (
        f"<div><h2>Boats</h2></div><p>{ANSWER}</p><h2>Cows</h2><p>{ANSWER}</p>",
        f"<h3 class=call>Boats</h3><p>{ANSWER}</p><h2>Cows</h2><p>{ANSWER}</p>",
        f"<h2><a href='/boats'>Boats</a></h2><p>{ANSWER}</p><h2>Cows</h2><p>{ANSWER}</p>",
        f"<h2>Boats</h2><h2>Cows</h2><p>{ANSWER}</p>",
    ):
        assert "Boats" not in kept_texts(markup, {"Boats": -0.9}), markup


def test_a_heading_stays_over_a_lesser_one_or_over_its_paragraph_if_others_are_like_it() -> None:
    faq = f"<h2>FAQ</h2><h3>Who pays for the boats?</h3><p>{ANSWER}</p>"
    assert "FAQ" in kept_texts(faq, {"FAQ": -1.9})
    like = f"<h2>Boats</h2><p>{ANSWER}</p><h2>Cows</h2><p>{ANSWER}</p>"
    assert "Boats" in kept_texts(like, {"Boats": -0.9})
    assert "Boats" not in kept_texts(like, {"Boats": -1.1})


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


@pytest.mark.parametrize(
    ("heading", "links", "stays"),
    [
        ("Sources", ("https://council.example/minutes", "https://harbour.example/report"), True),
        ("Источники", ("https://council.example/minutes",), True),
        ("参考文献", ("https://council.example/minutes",), True),
        ("Sources", ("https://council.example/minutes", "/storks-return"), False),
        ("Sources", tuple(f"https://council.example/{i}" for i in range(6)), False),  # a bibliography
        ("Partners", ("https://council.example/minutes",), False),
    ],
)
def test_a_short_list_of_sources_stays_under_the_text(
    heading: str, links: tuple[str, ...], stays: bool
) -> None:
    names = [f"Report {i + 1}" for i in range(len(links))]
    items = "".join(f'<li><a href="{link}">{name}</a></li>' for link, name in zip(links, names, strict=True))
    kept = kept_texts(
        f"<p>{ANSWER}</p><h2>{heading}</h2><ul>{items}</ul><h2>Most read</h2><p>Storks return</p>",
        dict.fromkeys((heading, *names, "Most read", "Storks return"), -4.0),
    )
    assert kept == [ANSWER, *([heading, *names] if stays else [])]


PROSE = "The harbour board pays for it, as it has paid for all the boats since the spring of that year."
TOUR = ("12 May - Osk, Fish Hall", "14 May - Lind, Old Church", "17 mai - Joal, Salle du Port")


@pytest.mark.parametrize(
    ("lines", "stay"),
    [
        (TOUR, True),
        (("Termine", *TOUR), True),
        (("Maja Lind (Osk), 41", "Оле Раск (Линд), 39", "田中花子 (釧路), 28", "Jon Aas {Joal}, 52"), True),
        (("Image 1", "Image 2", "Image 3"), False),
        (("Ferry drifts for 6 hours", "Council: no 2nd tunnel", "Bakers (12) run short of rye"), False),
        (("Share (3)", "Most read", "Osk, Fish Hall"), False),
        ((*TOUR, "Sign up", "Read also"), False),
    ],
)
def test_lines_of_one_form_between_two_paragraphs_of_a_dump_stay(lines: tuple[str, ...], stay: bool) -> None:
    page = read("\n\n".join((PROSE, *lines, PROSE)) + "\n")
    near = [3.0, *[-1.0] * len(lines), 3.0]
    keep = [x > 0 for x in near]
    keep_units(page, near, [float(count_words(b.text)) for b in page.blocks], keep)
    assert all(keep) == stay


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        ("", True),
        ("Changes in June\n", True),
        ("They are:\n\nJune\n\n", True),
        ("Ad\n\nMore\n\nLines\n\n", False),
    ],
)
def test_a_table_between_two_paragraphs_of_a_dump_stays_whole(head: str, stays: bool) -> None:
    table = (
        "Line     Before       Now\nLine 1   Market       Old harbour\nLine 4   Station      School of music"
    )
    page = read(f"{PROSE}\n\n{head}{table}\n\n{PROSE}\n")
    near = [3.0 if block.text == PROSE else -1.0 for block in page.blocks]
    keep = [x > 0 for x in near]
    keep_units(page, near, [float(count_words(b.text)) for b in page.blocks], keep)
    assert [x.kind for x in page.blocks].count("table") > 1
    assert all(keep) == stays


TABLE = (
    "Line     Before       Now\nLine 1   Market       Old harbour\nLine 4   Station      School of music\n"
)


def kept_rows(dump: str, near: dict[str, float]) -> list[bool]:
    """Return which rows of the table in a dump stay."""
    page = read(dump)
    values = [near.get(block.text.split("\t")[0], 1.0) for block in page.blocks]
    keep = [value > 0 for value in values]
    keep_units(page, values, [float(count_words(b.text)) for b in page.blocks], keep)
    return [stays for block, stays in zip(page.blocks, keep, strict=True) if block.kind == "table"]


def test_a_table_of_a_dump_stays_whole_if_half_its_rows_do_or_if_it_is_inside_the_story() -> None:
    beside_menu = f"Home\n\n{TABLE}\nContact\n\n{PROSE}\n"
    gone = {"Home": -3.0, "Contact": -3.0, "Line": -1.0}
    assert kept_rows(beside_menu, gone) == [True] * 3
    assert kept_rows(beside_menu, gone | {"Line 1": -1.0}) == [False, False, True]
    inside = f"Plans\n\n{TABLE}\nHarbour\n"
    assert kept_rows(inside, {"Line": -1.0, "Line 1": -1.0, "Line 4": -3.0}) == [True] * 3
    assert kept_rows(inside, {"Line": -1.0, "Line 1": -1.0, "Line 4": -1.0, "Harbour": -1.0}) == [False] * 3
