"""`Block.rows`: the cells of a table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsclean import Block, Cell, Span, clean


def test_a_block_that_is_no_table_has_no_rows() -> None:
    assert Block(0, "code", "a\tb\nc\td").rows == ()


def test_cells_have_their_own_marks() -> None:
    page = (
        "<table><tr><th>Boat<th>Time<tr><td><b>Osk</b><td>6:41 <a href='/l'>live</a>"
        "<tr><th>Lenn<td>7:00<sup><a href='#fn1'>1</a></sup></table>"
    )
    (table,) = clean(page, passes=()).body
    assert table.rows == (
        (Cell("Boat", (), True), Cell("Time", (), True)),
        (Cell("Osk", (Span(0, 3, "bold"),)), Cell("6:41 live", (Span(5, 9, "link", "/l"),))),
        (Cell("Lenn", (), True), Cell("7:00", (Span(4, 4, "link", "#fn1", "1"),))),
    )


def test_empty_cells_are_cells() -> None:
    block = Block(0, "table", "\ta\nb\t", spans=(Span(0, 0, "header"), Span(1, 2, "header")))
    assert block.rows == ((Cell("", (), True), Cell("a", (), True)), (Cell("b"), Cell("")))


def test_a_mark_over_several_cells_is_in_each() -> None:
    block = Block(0, "table", "one\ttwo", spans=(Span(1, 6, "bold"),))
    assert block.rows == ((Cell("one", (Span(1, 3, "bold"),)), Cell("two", (Span(0, 2, "bold"),))),)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))), st.text("a\t\n", max_size=12))
def test_rows_are_the_text_and_marks_are_inside_their_cells(ends: list[tuple[int, int]], text: str) -> None:
    spans = tuple(Span(min(x), max(x), "italic") for x in ends)
    rows = Block(0, "table", text, spans=spans).rows
    assert "\n".join("\t".join(cell.text for cell in row) for row in rows) == text
    assert all(0 <= x.start < x.end <= len(cell.text) for row in rows for cell in row for x in cell.spans)
