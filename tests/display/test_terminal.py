"""The output of `newsclean explain` on a terminal, compared as text; --update-fixtures rewrites it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample import furniture, hostile, sample

from newsclean import Explanation, explain
from newsclean.display.terminal_view import page_view

SCREENS = Path(__file__).parent / "screens"


def screen(explanation: Explanation, width: int) -> str:
    return "".join(f"{line.plain}\n" for line in page_view(explanation, width))


@pytest.mark.parametrize("width", [80, 120])
def test_a_screen(width: int, updating: bool) -> None:
    shown = screen(sample(), width)
    expected = SCREENS / f"explain-{width}.txt"
    if updating:
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")
    assert max(map(cell_len, shown.splitlines())) <= width


@given(st.text(), st.integers(1, 200))
def test_whatever_a_page_says_stays_within_the_lines(text: str, width: int) -> None:
    source = f"<nav>{text}</nav><h1>{text}</h1><p>Prose. {text}</p><p>{text}</p>"
    shown = screen(explain(source, passes=(furniture,)), width)
    assert all(cell_len(line) <= max(width, 40) for line in shown.split("\n"))
    assert all(c.isprintable() or c == "\n" or c in text for c in shown)
    assert not set("\x1b\x07\x9b\r\b\u202e\u2066") & set(shown)


def test_hostile_pages_send_no_escapes() -> None:
    shown = screen(hostile(), 100)
    assert "owned" in shown
    assert not set("\x1b\x07\x9b\r\b\x00\u202e\u2066\ud800") & set(shown)


def test_every_block_is_shown() -> None:
    explanation = sample()
    shown = screen(explanation, 400)
    kept = {block.id for block in explanation.cleaned.blocks}
    for block in explanation.page.blocks:
        if block.id not in kept:
            assert f"{block.id:>2} - {block.text}" in shown
    for block in explanation.article.body:
        for line in block.text.expandtabs(4).split("\n"):
            assert line in shown
