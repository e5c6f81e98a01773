"""Runs each case of fixtures/passes/*.md: what one pass does to an input, after the passes before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixture_files import PassCase, all_pass_cases, headings, pass_cases, pass_files, trace_lines

from newsclean import DEFAULT_PASSES, explain
from newsclean.pipeline import name_of


@pytest.mark.parametrize("case", all_pass_cases(), ids=str)
def test_pass(case: PassCase, updating: bool) -> None:
    names = [name_of(each) for each in DEFAULT_PASSES]
    passes = DEFAULT_PASSES[: names.index(case.by) + 1]
    explanation = explain(case.input, passes=passes)
    assert explanation.page.source == case.kind, "the input is read as the other kind: make it more typical"
    trace = "".join(f"{line}\n" for by, line in trace_lines(explanation) if by == case.by)
    if updating:
        case.rewrite(trace)
    else:
        assert trace == case.trace


@pytest.mark.parametrize("path", pass_files(), ids=lambda path: path.stem)
def test_every_heading_has_an_input_and_a_trace(path: Path) -> None:
    titles = [case.title for case in pass_cases(path)]
    assert titles == headings(path)
    assert len(set(titles)) == len(titles), "two cases have the same title"
