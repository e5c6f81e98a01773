"""`favour`: one knob between keeping less and keeping more."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from fixture_files import FIXTURES
from typer.testing import CliRunner

from newsclean import DEFAULT_PASSES, Article, clean, clean_many, explain
from newsclean.cli import app
from newsclean.passes.body import FAVOURS, body

PAGES = sorted((FIXTURES / "pages").glob("*/page.*"))


def kept(page: str, favour: Any) -> set[int]:
    return {block.id for block in clean(page, favour=favour).body}


@pytest.mark.parametrize("path", PAGES[::6], ids=lambda path: path.parent.name)
def test_precision_keeps_less_and_recall_more(path: Any) -> None:
    page = path.read_text(encoding="utf-8", errors="replace")
    assert len(kept(page, "precision")) <= len(kept(page, None)) <= len(kept(page, "recall"))
    assert kept(page, 0) == kept(page, None)


def test_names_are_numbers_of_log_odds_and_the_trace_replays() -> None:
    page = (FIXTURES / "pages" / "wordpress-local-news" / "page.html").read_text(encoding="utf-8")
    for name, shift in FAVOURS.items():
        assert clean(page, favour=name) == clean(page, favour=shift)  # type: ignore[arg-type]
    told = explain(page, favour=9)
    assert told.article.body == ()
    assert told.ablate("body").body


@pytest.mark.parametrize("favour", ["speed", True, float("nan"), float("inf"), ("precision",)])
def test_another_value_is_refused_before_anything_runs(favour: Any) -> None:
    with pytest.raises(ValueError, match='favour must be "precision", "recall" or a number, not'):
        clean("<p>page</p>", favour=favour)
    with pytest.raises(ValueError, match="favour must be"):
        clean_many(["<p>page</p>"], favour=favour)


def test_workers_and_own_passes_get_it_too() -> None:
    page = (FIXTURES / "pages" / "wordpress-local-news" / "page.html").read_text(encoding="utf-8")
    [row] = clean_many([page], favour="recall", workers=1)
    assert row.article == clean(page, favour="recall")
    assert clean(page, passes=DEFAULT_PASSES, favour=9).body == ()
    assert clean(page, passes=(), favour=9).body
    assert pickle.loads(pickle.dumps(body.favouring(2))) == body.favouring(2)


def test_fingerprint_ignores_case_marks_and_boilerplate() -> None:
    one, other = (
        clean(f"<nav>{menu}</nav><h1>Bridge reopens</h1><p>{text}</p>")
        for menu, text in (
            ("Home", "The bridge over the Lenn reopened on Monday, a year late."),
            ("Sport", "The Bridge over the Lenn re\u0301opened on Monday – a year late!"),
        )
    )
    assert one.text != other.text
    assert one.fingerprint == other.fingerprint != Article().fingerprint


def test_lead_image_is_the_first() -> None:
    path = FIXTURES / "pages" / "captions-and-credits" / "page.html"
    article = clean(path)
    assert article.lead_image == article.images[0]
    assert Article().lead_image is None


def test_the_command_line_takes_it_too() -> None:
    page = FIXTURES / "pages" / "wordpress-local-news" / "page.html"
    runner = CliRunner()
    for name in ("precision", "recall", "-1.5"):
        ran = runner.invoke(app, ["clean", str(page), "--text", f"--favour={name}"])
        favour: Any = name if name in FAVOURS else float(name)
        assert ran.stdout.strip() == clean(page, favour=favour).text.strip()
    refused = runner.invoke(app, ["clean", str(page), "--favour", "speed"])
    assert refused.exit_code == 2
    assert "--favour is precision, recall, or a number" in refused.output
