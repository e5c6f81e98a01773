"""Checks each folder of fixtures/pages: the page gives the expected article and trace."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

import pytest
from fixture_files import PageFixture, all_pages, known_failures, trace_lines

from newsclean import clean, explain

# Optional in a fixture: a number that changes with the weights, prose, what others say too, a constant.
_LOOSE = frozenset({"confidence", "warnings", "text", "published_day", "schema"})
_OF_EVERY_BLOCK = frozenset({"kind", "text", "level"})  # other keys are optional

_OPENING = 20  # characters of a block that an image's `after` names

pages = pytest.mark.parametrize("fixture", all_pages(), ids=str)


@pages
def test_article(fixture: PageFixture) -> None:
    want = {"status": "ok", **fixture.article()}
    article = clean(fixture.page)
    got = {k: v for k, v in set_fields(article.to_dict()).items() if k in want or k not in _LOOSE}
    openings = {block.id: block.text[:_OPENING] for block in article.body}
    for image in got.get("images", ()):
        if "after" in image:
            image["after"] = openings[image["after"]]
    for block, expected in zip_longest(got.get("body", ()), want.get("body", ()), fillvalue={}):
        for name in block.keys() - _OF_EVERY_BLOCK - expected.keys():
            del block[name]
    wrong = {k for k in got.keys() | want.keys() if got.get(k) != want.get(k)}
    known, why = known_failures().get(str(fixture), (frozenset(), ""))
    assert not known - wrong, f"{sorted(known - wrong)} are right now: remove them from known_failures.txt"
    if wrong == known and known:
        pytest.xfail(why)
    if wrong:
        diff = difflib.unified_diff(_lines(want), _lines(got), "article.json", "clean", lineterm="", n=1)
        pytest.fail("\n".join(diff), pytrace=False)


@pages
def test_trace(fixture: PageFixture, updating: bool) -> None:
    trace = "".join(f"{line}\n" for _, line in trace_lines(explain(fixture.page)))
    if updating:
        fixture.trace.write_text(trace, encoding="utf-8")
    on_file = fixture.trace.read_text(encoding="utf-8") if fixture.trace.exists() else ""
    assert trace == on_file, "if the new trace is right: pytest --update-fixtures"


def test_known_failures_are_pages() -> None:
    assert known_failures().keys() <= {str(fixture) for fixture in all_pages()}


def set_fields(value: Any) -> Any:
    """Return the value without absent facts, as in article.json."""
    if isinstance(value, Mapping):
        return {k: set_fields(v) for k, v in value.items() if v not in (None, [])}
    return [set_fields(v) for v in value] if isinstance(value, list) else value


def _lines(article: Mapping[str, Any]) -> list[str]:
    return json.dumps(article, ensure_ascii=False, indent=1, sort_keys=True).splitlines()
