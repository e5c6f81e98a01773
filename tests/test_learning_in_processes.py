"""`learn` and `learn_sites` with workers: the same profiles, and harmful pages that harm nothing else."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harmful_pages import HARMFUL, LONG, SHORT
from site_pages import site_pages
from test_profiles import made_pages

from newsclean import PassError, RawPage, learn, learn_sites
from newsclean.profiles import sampling

PAGES = [*site_pages(), *site_pages("times.example")]


def test_the_profile_is_the_same() -> None:
    many = list(made_pages(100))  # more than a profile keeps
    assert learn(many, workers=2) == learn(reversed(many), workers=1) == learn(many)
    assert learn_sites(PAGES, workers=2) == learn_sites(PAGES)
    assert list(learn_sites(reversed(PAGES), workers=None)) == ["echo.example", "times.example"]


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="workers inherit the harmful pass")
@pytest.mark.parametrize(
    ("says", "limits"),
    [
        ("exit", {}),
        ("crash", {}),
        ("raise", {}),
        ("hang", {"timeout": SHORT}),
        ("eat", {"max_memory": 200_000_000}),
    ],
)
def test_a_page_costs_itself_alone(says: str, limits: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "DEFAULT_PASSES", HARMFUL)
    profile = learn([*site_pages(), f"<p>{says}</p>", b"%PDF-1.7"], workers=2, **limits)
    assert len(profile.notes) == len(site_pages())
    assert profile.unread == 2


def test_a_pass_that_fails_costs_its_page_in_this_process_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise PassError("body", None, "broken")

    monkeypatch.setattr(sampling, "run", fails)
    assert learn(site_pages()).unread == len(site_pages())


@pytest.mark.parametrize("workers", [0, 2])
def test_what_is_the_callers_fault_is_raised(workers: int, tmp_path: Path) -> None:
    before = set(multiprocessing.active_children())
    with pytest.raises(TypeError, match="int"):
        learn([*site_pages(), 7], workers=workers)  # type: ignore[list-item]
    with pytest.raises(FileNotFoundError):
        learn([tmp_path / "gone.html"], workers=workers)
    with pytest.raises(LookupError):
        learn([RawPage(b"<p>It rained.</p>", encoding="no such")], workers=workers)
    assert set(multiprocessing.active_children()) <= before


@pytest.mark.parametrize("workers", [0, 2])
def test_pages_that_break_off(workers: int) -> None:
    def broken() -> Iterator[tuple[str, str]]:
        yield from site_pages()
        raise OSError("the disk is gone")

    before = set(multiprocessing.active_children())
    with pytest.raises(OSError, match="the disk is gone"):
        learn(broken(), workers=workers)
    assert set(multiprocessing.active_children()) <= before


@pytest.mark.parametrize("limits", [{"workers": -1}, {"timeout": LONG}, {"workers": 1, "max_memory": 0}])
def test_limits_that_make_no_sense(limits: Any) -> None:
    with pytest.raises(ValueError, match=next(reversed(limits))):
        learn(site_pages(), **limits)
