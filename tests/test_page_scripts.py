"""Dumps made by cutting out tags, which leave what scripts and styles hold: posts about code first."""

from __future__ import annotations

import pytest

from newsclean import clean
from newsclean.readers.dumps.page_scripts import without_scripts

_LEAD = "The ferry to Holm was cancelled on Friday because of the storm, the company said."
_NEXT = "About two hundred passengers spent the night in the hall of the harbour, some of them singing."
_LAST = "The next boat leaves on Sunday morning, if the wind drops as the harbour office expects."

_DATA = '{"@context": "https://schema.org",\n"headline": "Ferry",\n"articleBody": "The ferry."}'
_LOADER = "window.ads = window.ads || [];\nif (a < 3) {\nads.push({slot: 3});\n}\n// End of ads"
_STYLE = """.box .live_dot,
.live_dot {
height: 13px;
margin: 0 auto;
}
@media (max-width:767px) {
.live_dot { display: none; }
}"""
_SCRIPTS = [_DATA, _LOADER, _STYLE]

_JAVASCRIPT = (
    "function ring(bell) {\n  document.getElementById('bell').play();\n  return bell;\n}\nring(window.bell);"
)
_CSS = ".bell {\n  display: block;\n  margin: 0 auto;\n}\n.bell:hover { color: red; }"
_SHELL = "for f in *.txt; do\n  awk '{ print $1 }' $f;\ndone\nexport X=${Y:-3};"
_TAGS = (
    "window.dataLayer = window.dataLayer || [];\nfunction gtag(){dataLayer.push(arguments);}\ngtag('js', 1);"
)


def dump(*parts: str) -> str:
    return "\n\n".join(parts)


# --- what stays ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [_JAVASCRIPT, _CSS, _SHELL, _TAGS])
@pytest.mark.parametrize("above", [_LEAD, "Write this:", "1. The bell"])
def test_a_post_about_code_stays_whole(code: str, above: str) -> None:
    text = dump("How to ring a bell", _LEAD, above, code, _NEXT, "Once more:", code, _LAST, "About us")
    assert without_scripts(text) == text


@pytest.mark.parametrize("code", [_JAVASCRIPT, _CSS, _SHELL, _TAGS])
def test_a_post_that_ends_in_code_stays_whole(code: str) -> None:
    text = dump("How to ring a bell", _LEAD, code, _NEXT, "And that is all of it:", code)
    assert without_scripts(text) == text


@pytest.mark.parametrize("code", [_JAVASCRIPT, _CSS, _SHELL])
def test_code_of_a_post_stays_among_the_scripts_of_its_page(code: str) -> None:
    text = dump("How to ring a bell", *_SCRIPTS, _LEAD, "Write this:", code, _NEXT, code, _LAST, *_SCRIPTS)
    assert (
        without_scripts(text).split()
        == dump("How to ring a bell", _LEAD, "Write this:", code, _NEXT, code, _LAST).split()
    )


def test_long_code_of_a_post_stays_whole_among_the_scripts_of_its_page() -> None:
    plain = "ring the bell\nof the harbour"  # lines that look like no code
    code = "\n".join([_CSS, plain, _JAVASCRIPT, plain, _SHELL, plain, _CSS])
    intro = "Here is how it looks when all of the bells of the old harbour ring:"
    text = dump("How to ring a bell", *_SCRIPTS, _LEAD, intro, "Bells", code, "Bells", "Imprint", *_SCRIPTS)
    kept = dump("How to ring a bell", _LEAD, intro, "Bells", code, "Bells", "Imprint")
    assert without_scripts(text).split() == kept.split()


@pytest.mark.parametrize(
    "line",
    [
        "He wrote {window.ads || []} on the wall of the harbour, in letters {a metre} {high}.",
        "the right to a seat (on deck);",
        "Τι ώρα φεύγει το πλοίο;",
        "The captain: a woman of forty;",
    ],
)
def test_a_line_of_a_story_with_signs_of_code_stays(line: str) -> None:
    story = dump("Ferry to Holm cancelled", _LEAD, line, _NEXT, line, _LAST)
    assert without_scripts(story) == story
    assert line in without_scripts(dump("Ferry to Holm cancelled", *_SCRIPTS, _LEAD, _NEXT, line, _LAST))


# --- what goes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n    \n"])
def test_scripts_and_styles_go(between: str) -> None:
    parts = ["Ferry cancelled", *_SCRIPTS, "Home", "News", *_SCRIPTS, _LEAD, _LOADER, _NEXT, _LAST, "Contact"]
    kept = [part for part in [*parts, "Imprint"] if part not in _SCRIPTS]
    assert without_scripts(between.join([*parts, *_SCRIPTS, "Imprint"])).split() == " ".join(kept).split()


def test_calls_below_a_script_go_with_it() -> None:
    text = dump("Ferry cancelled", *_SCRIPTS, _TAGS, "Home", _LEAD, _NEXT, _LAST)
    assert without_scripts(text).split() == dump("Ferry cancelled", "Home", _LEAD, _NEXT, _LAST).split()


def test_text_in_a_line_of_code_stays() -> None:
    loader = "window.ads=window.ads||[];!function(a){a.push({slot:3,size:[1,2]});}(ads);" * 4
    story = f"Home  News  {_LEAD}  {_NEXT}  {_LAST}"
    text = f"Ferry to Holm cancelled\n{loader}  {story}  {loader}\nImprint"
    assert without_scripts(text).split() == f"Ferry to Holm cancelled {story} Imprint".split()


def test_a_script_is_no_title() -> None:
    article = clean(dump(_LOADER, "Ferry to Holm cancelled", "5 March 2019", _LEAD, _NEXT, _LAST, _LOADER))
    assert article.title == "Ferry to Holm cancelled"
    assert article.text == dump(_LEAD, _NEXT, _LAST)
