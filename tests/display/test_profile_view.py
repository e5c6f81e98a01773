"""The views of a profile show what it knows, are harmless, and say the same each time."""

from __future__ import annotations

import pytest
from sample import ATTACKS, BAD_LINKS
from sites import BEACON, REGISTER, pages
from test_notebook import outline

from newsclean import Profile, learn
from newsclean.text.visible import visible


@pytest.fixture(scope="module")
def beacon() -> Profile:
    return learn(pages(BEACON))


def html_text(profile: Profile) -> str:
    return " ".join(" ".join(outline(profile.to_html()).texts).split())


def hostile_site() -> Profile:
    """Return the profile of a site whose lines, places and addresses are attacks."""
    lines = [x.replace("&", "&amp;").replace("<", "&lt;") for x in ATTACKS]
    recurring = "".join(f"<p>{line}</p>" for line in lines)
    boxes = "".join(f"<div class='{line.replace(chr(39), '')}'>{line}</div>" for line in lines)
    words = ("boats and gates", "ropes and bells", "ovens and hooks", "drums and lamps")
    return learn(
        (f"<body>{recurring}<article><h1>On {each}</h1>{_story(each)}</article>{boxes}</body>", url)
        for each, url in zip(words, (*BAD_LINKS[7:], *(f"https://{x}/" for x in ATTACKS)), strict=False)
    )


def _story(what: str) -> str:
    ends = ("were painted on Monday", "cost more than last year", "will be sold at noon", "had no name")
    return "".join(
        f"<p>All the {what} of the village {end}, and nobody asked why that was so.</p>" for end in ends
    )


# --- what is shown --------------------------------------------------------------------------------


def test_the_text(beacon: Profile) -> None:
    lines = str(beacon).splitlines()
    assert lines[0] == f"{BEACON}: 13 pages, 13 stories, 2 templates"
    assert lines[2] == (
        "Template 1: HTML, 7 stories, story in 2 of 12 places, zone +01:00, "
        f"such as https://{BEACON}/news/ferry-ramp"
    )
    assert lines[3].split() == ["Recurring", "lines", "that", "go", "pages", "kept"]
    assert lines[4].startswith("    The Beacon belongs to its readers")
    assert lines[4].endswith("…      7     2")
    assert "    … and 9 more" in lines
    assert "  Recurring lines that stay, mostly kept" in "\n".join(lines)
    assert max(map(len, lines)) < 130


@pytest.mark.parametrize("host", [BEACON, REGISTER])
def test_the_page_shows_all_that_is_known(host: str) -> None:
    profile = learn(pages(host))
    shown = html_text(profile)
    for template in profile.templates:
        assert template.sample is None or template.sample in shown
        for key, line in template.recurring.items():
            assert f"{profile.texts[key]} {line.pages} {line.kept}" in shown
        for place, share in template.places.items():
            assert (f"{place} {share.pages} {share.kept:.0%}" in shown) == share.is_foreign
        for field, spots in template.fields.items():
            for (anchor, lines), usual in spots.items():
                where = "after “" if lines > 0 else "before “" if lines else anchor
                assert f"{field}: " in shown
                assert where in shown
                assert f" {usual.pages} {usual.read}" in shown
        for (side, key), share in template.slots.items():
            where = f"{side} “{profile.texts[key]}”" if key else "recurring line"
            assert where in shown
            assert f"{share.pages} {share.kept:.0%}" in shown


def test_what_a_reader_should_check_is_named(beacon: Profile) -> None:
    shown = html_text(beacon)
    assert "Recurring lines that stay, inside the story: 1 pages kept “Any resident may see" in shown
    doubtful = "Doubtful: the passes take them for text on most pages. Are they?"
    assert f"Recurring lines that stay, mostly kept: 1 {doubtful} pages kept This is the logbook" in shown


def test_warnings_are_shown() -> None:
    few = learn(pages(BEACON)[:2])
    assert str(few).splitlines() == [
        f"{BEACON}: 2 pages, 2 stories, 0 templates",
        "! a profile needs 3 stories, and there are 2: copies of a story count once",
    ]
    assert "a profile needs 3 stories" in html_text(few)


def test_a_profile_of_nothing() -> None:
    assert str(Profile()).startswith("a site without address: 0 pages, 0 stories, 0 templates\n! ")
    outline(Profile().to_html())
    assert outline(Profile()._repr_html_()).tags[0] == "section"


def test_lines_without_a_text_are_shown_by_their_keys(beacon: Profile) -> None:
    bare = Profile(beacon.notes)
    assert all(key in bare.to_html() for key in bare.templates[0].recurring)


def test_a_site_with_very_many_lines_is_cut() -> None:
    words = ["".join("abcdefghij"[int(digit)] for digit in str(n)) for n in range(300)]
    menu = "".join(f"<p>Menu {word}</p>" for word in words)
    many = learn((f"<h1>{x}</h1>{_story(x)}<nav>{menu}</nav>", None) for x in ("boats", "ropes", "ovens"))
    assert "… and 260 more" in html_text(many)
    assert "… and 292 more" in str(many)
    assert len(many._repr_html_()) < 30_000


def test_a_view_says_the_same_each_time(beacon: Profile) -> None:
    again = learn(reversed(pages(BEACON)))
    assert again.to_html() == beacon.to_html()
    assert str(again) == str(beacon)
    assert str(beacon | beacon) == str(beacon)


# --- what must not happen -------------------------------------------------------------------------


def test_hostile_text_is_text() -> None:
    profile = hostile_site()
    assert profile.templates
    for html in (profile.to_html(), profile._repr_html_()):
        found = outline(html)
        assert not {"script", "img", "iframe", "svg", "base", "link", "form", "input"} & set(found.tags)
        assert not set("\x1b\x07\x9b\u202e\u2066\x00\ud800") & set(html)
        html.encode()
        assert all(attack in "".join(found.texts) for attack in ATTACKS[1:5])
    shown = str(profile)
    assert visible(shown) == shown
    shown.encode()


@pytest.mark.parametrize("href", BAD_LINKS)
def test_only_links_to_the_web_stay_links(href: str) -> None:
    found = outline(learn((f"<h1>{x}</h1>{_story(x)}", href) for x in ("boats", "ropes", "ovens")).to_html())
    assert "a" not in found.tags or href.startswith("https:")
