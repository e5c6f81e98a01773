"""Captions and tags that a page only shows where the other pages of its site have theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclean import Explanation, Profile, RawPage, explain, learn, replay

STORIES = (
    ("Ferry sails again", "boat crane winter", ("ferries", "Skarvoy", "repairs")),
    ("Mill gets a new wheel", "oak valley river", ("mills", "crafts", "Unterau")),
    ("Choir wins in Brenow", "hall alto heating", ("music", "children", "prizes")),
    ("Bakers go on strike", "flour oven wages", ("bread", "strikes", "prices")),
    ("Bridge will be closed", "crack pillar detour", ("bridges", "roads", "Lenn")),
    ("School counts its owls", "nest chick beam", ("owls", "schools", "Osk")),
)


def tags(words: tuple[str, ...]) -> str:
    """Return a list of links below a story, in an element whose class says nothing."""
    return f"<ul class=krovi>{''.join(f'<li><a href=/s?{x}>{x}</a></li>' for x in words)}</ul>"


def picture(caption: str, near: str = "figure") -> str:
    """Return an image and its caption, together in a figure, or one after the other."""
    text = f'<div class="quirl"><p>{caption}</p></div>'
    image = '<img src="/boat.jpg" width=800>'
    return f"<figure>{image}{text}</figure>" if near == "figure" else f"<div>{image}</div>{text}"


def story(number: int, declares: bool = True, inside: str = "", below: str | None = None) -> RawPage:
    """Return a page of the site. declares: its tags, in its head. below: instead of their list."""
    title, things, words = STORIES[number]
    paragraphs = "".join(
        f"<p>The {x} of {title.lower()} was on the desk of the council for {number + 3} weeks, and the mayor "
        f"said on Monday that nobody in town could wait for it any longer.</p>"
        for x in things.split()
    )
    meta = f'<meta name="keywords" content="{", ".join(words)}">' if declares else ""
    return RawPage(
        f"<title>{title}</title>{meta}<main><ul class=path><li>Home<li>Town</ul><h1>{title}</h1>"
        f"<div class=tessel>{inside}{paragraphs}</div>{tags(words) if below is None else below}</main>",
        url=f"https://lenn.example/{number}",
    )


def explained(raw: RawPage, profile: Profile | None = None) -> Explanation:
    return explain(raw.source, url=raw.url, profile=profile)


# --- tags -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tagged() -> Profile:
    return learn(story(n) for n in range(5))


def test_tags_that_the_head_does_not_declare(tagged: Profile) -> None:
    raw = story(5, declares=False)
    assert explained(raw).article.tags == ()
    found = explained(raw, tagged)
    assert found.article.tags == ("owls", "schools", "Osk")
    claim = found.cleaned.claim("tags")
    assert claim is not None
    assert claim.reason == "where the site has its tags"
    assert claim.evidence == "the tags of 5 of 5 pages of this site are here"
    assert replay(found.page, found.trace) == found.cleaned


def test_tags_that_the_page_declares_stay(tagged: Profile) -> None:
    raw = story(5, below=tags(("owls", "Osk")))
    assert explained(raw, tagged).article.tags == ("owls", "schools", "Osk")


def test_a_list_of_sentences_in_their_place_is_no_list_of_tags(tagged: Profile) -> None:
    steps = tags(("Take a lamp and a coat with you.", "Wait under the beam until it is dark."))
    raw = story(5, declares=False, below=steps)
    assert explained(raw, tagged).article.tags == ()


def test_sections_above_the_headline_are_no_tags() -> None:
    raws = [story(n, below="") for n in range(5)]
    raws = [
        RawPage(str(raw.source).replace("<li>Home<li>Town", "".join(f"<li>{x}" for x in words)), raw.url)
        for raw, (_, _, words) in zip(raws, STORIES, strict=False)
    ]
    (template,) = learn(raws).templates
    assert "tags" not in template.fields


# --- captions -------------------------------------------------------------------------------------

CAPTION = "An owl looks out of the gable of the school, long before the first lesson begins."


@pytest.fixture(scope="module")
def pictured() -> Profile:
    captions = [f"The {STORIES[n][1].split()[0]} as it was seen on Sunday" for n in range(5)]
    return learn(story(n, inside=picture(caption)) for n, caption in enumerate(captions))


def test_a_caption_outside_a_figure_belongs_to_its_image(pictured: Profile) -> None:
    raw = story(5, inside=picture(CAPTION, near="after"))
    assert CAPTION in explained(raw).article.text
    found = explained(raw, pictured)
    assert CAPTION not in found.article.text
    assert [image.caption for image in found.article.images] == [CAPTION]
    assert "[captions: caption; the caption of 5 of 5 pages of this site stands here]" in str(
        found.why(CAPTION)
    )
    assert replay(found.page, found.trace) == found.cleaned


def test_a_story_in_the_place_of_captions_stays(pictured: Profile) -> None:
    text = [
        f"The {x} was seen by all of the {n} children at the end of the day." for n, x in enumerate("abcdef")
    ]
    raw = story(5, inside="".join(picture(each, near="after") for each in text))
    kept = explained(raw).article.text
    assert explained(raw, pictured).article.text == kept


# --- files ----------------------------------------------------------------------------------------


def saved(profile: Profile, folder: Path) -> bytes:
    profile.save(folder / "lenn.json")
    return (folder / "lenn.json").read_bytes()


def test_the_order_of_the_pages_and_of_joining_changes_nothing(tmp_path: Path) -> None:
    raws = [story(n, inside=picture(f"The {STORIES[n][1]} on Sunday")) for n in range(6)]
    whole = saved(learn(raws), tmp_path)
    assert saved(learn(raws[::-1]), tmp_path) == whole
    assert saved(learn(raws[4:]) | learn(raws[:4]), tmp_path) == whole


def test_a_file_of_the_second_format_is_read(tagged: Profile, tmp_path: Path) -> None:
    data = json.loads(saved(tagged, tmp_path))
    for each in data["pages"]:
        each["lines"] = [[key, place, min(verdict, 2), words] for key, place, verdict, words in each["lines"]]
    file = tmp_path / "old.json"
    file.write_text(json.dumps(data | {"newsclean_profile": 2}))
    (template,) = Profile.load(file).templates
    assert template.recurring == tagged.templates[0].recurring
    assert "tags" in tagged.templates[0].fields
    assert "tags" not in template.fields
