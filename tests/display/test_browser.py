"""The views in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest
from browser import Open
from sample import SOURCE, boxes, hostile, sample

from newsclean import Explanation, clean, explain, learn
from newsclean.display import report, show

EXPLANATION = sample()
KEPT = [b.id for b in EXPLANATION.cleaned.blocks]
DROPPED = [b.id for b in EXPLANATION.page.blocks if b.id not in KEPT]
BOXES = [12, 13, 14, 15]


def notebook(*outputs: str) -> str:
    """Return outputs as a notebook lays them out, without the policy that a whole page has."""
    cells = "".join(f'<div class="output">{html}</div>' for html in outputs)
    head = "<!doctype html><html lang=en><meta charset=utf-8><title>Notebook</title>"
    return f"{head}<main><h1>Notebook</h1>{cells}</main></html>"


def of_the_article(explanation: Explanation) -> str:
    return notebook(explanation.article._repr_html_())


def of_a_list(explanation: Explanation) -> str:
    return notebook(show([explanation.article] * 3)._repr_html_())


def inset(explanation: Explanation) -> str:
    return notebook(explanation._repr_html_(), explanation.why("owned")._repr_html_())


def of_a_run(explanation: Explanation) -> str:
    pytest.importorskip("altair", reason="pip install 'newsclean[report]'")
    pytest.importorskip("vl_convert", reason="pip install 'newsclean[report]'")
    return report([explanation, clean("")]).to_html()


def of_a_site(explanation: Explanation) -> str:
    """Return the profile of three pages with the explanation's blocks as recurring lines."""
    recurring = "".join(f"<p>{escape(block.text)}</p>" for block in explanation.page.blocks)
    stories = [f"<h1>{x}</h1><p>The {x} sails again.</p>" for x in ("ferry", "steamer", "yacht")]
    profile = learn((f"{story}{recurring}", explanation.page.url) for story in stories)
    return notebook(profile._repr_html_(), learn([])._repr_html_())


VIEWS = [Explanation.to_html, inset, of_the_article, of_a_list, of_a_run, of_a_site]
each_view = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)

# --- the filter ---------------------------------------------------------------------------------


def test_at_first_what_was_dropped_is_folded(opened: Open) -> None:
    seen = opened(EXPLANATION.to_html())
    assert seen.numbers() == KEPT
    assert "3 blocks removed" in seen.shown(".nc-run summary")[0]


def test_a_fold_opens_by_mouse_and_by_keyboard(opened: Open) -> None:
    seen = opened(EXPLANATION.to_html())
    first, last = seen.page.locator(".nc-run summary").all()
    first.click()
    assert seen.numbers() == [0, 1, 2, *KEPT]
    last.focus()
    seen.page.keyboard.press("Enter")
    assert seen.numbers() == [b.id for b in EXPLANATION.page.blocks]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("all unfolded", [*range(17)]),
        ("Kept only", KEPT),
        ("Removed only", DROPPED),
        ("boxes", BOXES),
        ("openings", [3]),  # which dropped nothing and rewrote one
    ],
)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_filter_by_mouse(opened: Open, name: str, numbers: list[int], scripts: bool) -> None:
    seen = opened(EXPLANATION.to_html(), scripts=scripts)
    seen.page.get_by_text(name, exact=False).first.click()
    assert seen.numbers() == numbers


def test_the_filter_by_keyboard(opened: Open) -> None:
    seen = opened(EXPLANATION.to_html())
    press = seen.page.keyboard.press
    press("Tab")  # the page's address
    press("Tab")  # the group of choices, as one stop
    for numbers in ([*range(17)], KEPT, DROPPED, [0, 1], [2], BOXES, [3], KEPT):
        press("ArrowDown")
        assert seen.numbers() == numbers
    press("Enter")
    assert seen.page.url.endswith("view0.html"), "a choice is not sent anywhere"


def test_two_views_in_a_notebook_do_not_disturb_each_other(opened: Open) -> None:
    seen = opened(notebook(EXPLANATION._repr_html_(), EXPLANATION._repr_html_()))
    second = seen.page.locator(".nc-view").nth(1)
    second.get_by_text("boxes").first.click()
    assert seen.numbers() == [*KEPT, *BOXES]


def test_a_claim_leads_to_the_block_it_was_read_from(opened: Open) -> None:
    seen = opened(EXPLANATION.to_html())
    seen.page.get_by_role("link", name="block 2").click()
    assert 2 in seen.numbers(), "which unfolds it"


# --- what a view must not do --------------------------------------------------------------------


@each_view
def test_nothing_is_loaded_and_nothing_said(opened: Open, view: Callable[[Explanation], str]) -> None:
    seen = opened(view(EXPLANATION))
    assert (seen.asked, seen.said) == ([], [])


@each_view
def test_a_hostile_page_runs_nothing(opened: Open, view: Callable[[Explanation], str]) -> None:
    seen = opened(view(hostile()))
    for summary in seen.page.locator("summary").all()[:20]:
        summary.click()
    seen.page.mouse.move(300, 300)
    assert (seen.asked, seen.said) == ([], [])
    assert seen.page.evaluate("window.owned") is None
    tags = set(seen.page.evaluate("[...document.querySelectorAll('.newsclean *')].map(x => x.tagName)"))
    assert not tags & {"SCRIPT", "IMG", "IFRAME", "LINK", "BASE", "OBJECT"}
    links = seen.page.evaluate("[...document.querySelectorAll('.newsclean a')].map(x => x.href)")
    assert all(link.startswith(("https://", "file:///tmp")) or "#block-" in link for link in links)
    attributes = seen.page.evaluate(
        "[...document.querySelectorAll('.newsclean, .newsclean *')].flatMap(x => x.getAttributeNames())"
    )
    assert not [name for name in attributes if name.startswith("on") or name in ("src", "srcdoc", "action")]
    assert not set("\x1b\x07\x9b\u202e\u2066\x00") & set(seen.page.content())


# --- how it looks -------------------------------------------------------------------------------


@each_view
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(opened: Open, view: Callable[[Explanation], str], scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python"
    )
    seen = opened(view(EXPLANATION), scheme=scheme)
    for choice in seen.page.locator("[value=all]").all():
        choice.check()
    found = axe.Axe().run(seen.page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("theme", "dark"), [("true", False), ("false", True)])
def test_a_notebook_says_whether_it_is_dark(opened: Open, theme: str, dark: bool) -> None:
    """JupyterLab's theme overrides the system's."""
    cell = f'<div data-jp-theme-light="{theme}">{EXPLANATION.article._repr_html_()}</div>'
    seen = opened(notebook(cell), scheme="light" if dark else "dark")
    colour = seen.page.evaluate("getComputedStyle(document.querySelector('.newsclean')).backgroundColor")
    brightness = sum(map(int, colour[4:-1].split(","))) / 3
    assert (brightness < 128) == dark


def test_five_thousand_blocks_are_there_within_two_seconds(opened: Open) -> None:
    """Measures the page's own work, because the machine may be busy with something else."""
    source = SOURCE + "".join(f"<p>Story {n} of the day</p>" for n in range(5000))
    seen = opened(explain(source, passes=(boxes, _every_other)).to_html())
    devtools = seen.page.context.new_cdp_session(seen.page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def work() -> float:
        """Return the seconds that the page's thread has spent on parsing, styling, layout and painting."""
        found = {x["name"]: x["value"] for x in devtools.send("Performance.getMetrics")["metrics"]}
        return float(found["TaskDuration"])

    for action in (seen.page.reload, seen.page.locator("[value=all]").check):
        before = work()
        action()
        seen.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        assert 0.01 < work() - before < 2
    assert seen.page.locator(".nc-b").count() > 5000


def _every_other(page):  # type: ignore[no-untyped-def]
    from newsclean import Drop

    for block in page.blocks[::2]:
        yield Drop(block.id, "every other")


def test_an_article_of_a_page_with_nothing_is_shown_too(opened: Open) -> None:
    seen = opened(notebook(clean("")._repr_html_(), explain("")._repr_html_()))
    assert "empty" in seen.shown(".nc-alert")
