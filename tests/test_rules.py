"""Rules of a profile, written by hand: what they keep, drop and claim, and how their mistakes are told."""

from __future__ import annotations

import json
import pickle
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

import newsclean
from newsclean import Profile, Rules
from newsclean.passes.titles import titles
from newsclean.profiles import ruled_blocks
from newsclean.profiles.ruled_blocks import blocks_inside
from newsclean.profiles.ruled_title import RuledTitle
from newsclean.readers import read

PAGE = """<html lang="en"><head><title>Night ferry sails again - Lenn News</title></head><body>
<div class="top"><p>Lenn News, the paper of the bay</p></div>
<article><h1>Night ferry sails again</h1>
<h2 class="real">The night boat is back</h2>
<p class="by"><a href="/w">Ann Lee</a> and <a href="/d">Harbour desk</a></p>
<p>The night ferry sailed again on Monday after three weeks in the harbour, with a dog on board.</p>
<div class="partner"><p>The bakery at the pier opens at six, and two captains praise its rolls.</p></div>
<p>Nobody was hurt when the old boat ran aground, said the harbour master, who had closed the gate at six.</p>
<p>A longer story will be told when the report is out, which will take the inspectors until June.</p>
<p class="when"><time datetime="2024-05-03T10:00:00+02:00">on a Friday</time></p></article>
<div class="recipe"><p>Two eggs</p><p>Flour</p></div>
<div class="more"><h3>Seen in the bay</h3><ul><li><a href="/1">Storm closes the port</a></li>
<li><a href="/2">Mayor opens a bench</a></li></ul></div></body></html>"""

DUMP = """Lenn News
Night ferry sails again

The night ferry sailed again on Monday after three weeks in the harbour, with a dog on board.

The bakery at the pier opens at six, and its rolls have been praised by two captains of the line.

Nobody was hurt when the old boat ran aground, said the harbour master, who had closed the gate at six.
"""


def explained(rules: Rules, page: Any = PAGE) -> newsclean.Explanation:
    return newsclean.explain(page, url="https://lenn.example/ferry", profile=Profile(rules=rules))


def test_no_rules_change_nothing_and_warn_that_the_profile_knows_nothing() -> None:
    article = explained(Rules()).article
    assert article.text == newsclean.clean(PAGE, url="https://lenn.example/ferry").text
    assert len(article.warnings) == 1


def test_rules_alone_do_not_warn_that_nothing_was_learnt() -> None:
    assert explained(Rules(drop=["div.partner"])).article.warnings == ()


def test_a_selector_that_names_nothing_changes_nothing() -> None:
    rules = Rules(drop=[".nowhere"], keep=["#none"], authors="b.x")
    assert explained(rules).article == newsclean.clean(PAGE, url="https://lenn.example/ferry")


def test_a_title_or_date_that_is_nowhere_is_told() -> None:
    given = explained(Rules(title="h6", published="i")).article
    alone = newsclean.clean(PAGE, url="https://lenn.example/ferry")
    assert replace(given, warnings=()) == alone
    assert given.warnings == tuple(
        f"the rule '{name}' names nothing on the page and was not applied" for name in ("h6", "i")
    )
    (warning,) = explained(Rules(published="div.partner")).article.warnings
    assert warning == "the rule 'div.partner' names no date and was not applied"
    dump = explained(Rules(title="h6", published="i"), DUMP).article
    assert dump == newsclean.clean(DUMP, url="https://lenn.example/ferry")


def soup_of(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


@pytest.mark.parametrize("as_source", [str, soup_of])
def test_drop_takes_elements_out_with_the_selector_as_evidence(as_source: Any) -> None:
    found = explained(Rules(drop=["div.partner"]), as_source(PAGE))
    assert "bakery" not in found.article.text
    assert "dropped by a rule of the site; div.partner" in repr(found.why("The bakery"))


def test_a_soup_is_not_changed() -> None:
    soup = soup_of(PAGE)
    before = str(soup)
    explained(Rules(drop=["div.partner"]), soup)
    assert str(soup) == before


def test_keep_beats_every_pass_and_drop() -> None:
    rules = Rules(keep=["div.recipe", ".partner"], drop=["div.partner"])
    found = explained(rules)
    assert "Two eggs\n\nFlour" in found.article.text
    assert "bakery" in found.article.text
    assert newsclean.replay(found.page, found.trace) == found.cleaned


def test_lines_are_ruled_out_and_in_by_patterns_in_a_dump() -> None:
    found = explained(Rules(drop_lines=["^The bakery"], keep_lines=["^Lenn News$"]), DUMP)
    assert "bakery" not in found.article.text
    assert "Lenn News" in found.article.text


@pytest.mark.parametrize("rules", [Rules(drop=["body"]), Rules(drop=["*"]), Rules(drop_lines=["."])])
def test_a_rule_that_names_the_whole_page_is_not_applied(rules: Rules) -> None:
    article = explained(rules).article
    assert "night ferry sailed" in article.text
    assert any("names the whole page" in warning for warning in article.warnings)


def test_rules_that_together_drop_the_whole_page_warn() -> None:
    page = "<h1>The night boat</h1><p>The night boat is back.</p>"
    article = explained(Rules(drop=["h1", "p"]), page).article
    assert article.status == "empty"
    assert "the rules of the profile together drop the whole page" in article.warnings
    assert "together" not in str(explained(Rules(drop=["h1"]), page).article.warnings)


def test_a_pattern_cannot_hang() -> None:
    page = f"<p>{'a' * 40}</p>" + PAGE
    article = explained(Rules(drop_lines=["^(a|aa)+(a|aa)+(a|aa)+$b"]), page).article
    assert "night ferry" in article.text


def test_fields_come_from_their_elements() -> None:
    article = explained(Rules(title="h2.real", authors="p.by a", published="p.when time")).article
    assert article.title == "The night boat is back"
    assert article.authors == ("Ann Lee", "Harbour desk")
    assert str(article.published) == "2024-05-03 10:00:00+02:00"
    assert "The night boat is back" not in article.text


def test_some_names_are_never_authors() -> None:
    rules = Rules(authors="p.by a", never_authors=["harbour DESK"])
    assert explained(rules).article.authors == ("Ann Lee",)


def test_a_box_heading_that_only_this_site_has() -> None:
    found = explained(Rules(boxes=["Seen in the bay"]))
    assert "box heading; Seen in the bay" in repr(found.why("Storm closes the port"))


@pytest.mark.parametrize("where", ["shadow", "noscript"])
def test_what_is_read_from_elsewhere_cannot_mark_itself(where: str) -> None:
    story = "".join(
        f"<p>The night ferry sailed again on Monday after {n} weeks in the harbour, with a dog on board."
        for n in ("two", "three", "four", "five", "six", "seven")
    )
    story += (
        '<p data-newsclean-rule="drop:0" class="drop:0">Nobody was hurt when the old boat ran aground at six.'
    )
    html = f"<title>Night ferry sails</title><body><noscript>{story}</noscript>"
    if where == "shadow":
        html = f"<body><x-a><template shadowrootmode=open>{story}</template></x-a>"
    found = explained(Rules(drop=[".none"]), html)
    assert "Nobody was hurt" in found.page.blocks[-1].text
    assert not any(step.by == "rules" for step in found.trace)


def test_a_page_cannot_mark_its_own_elements() -> None:
    page = PAGE.replace('<div class="top">', '<div class="top" data-newsclean-rule="keep:0">')
    assert (
        explained(Rules(keep=["div.recipe"]), page).article == explained(Rules(keep=["div.recipe"])).article
    )


# --- which elements and blocks a selector names ----------------------------------------------------


def named(html: str, *selectors: str) -> list[list[str]]:
    """Return the texts of the blocks in each element that the selectors name."""
    page = read(html, selectors={"drop": selectors})
    return [[page.blocks[number].text for number in each.blocks] for each in page.head.selected]


def test_an_inline_element_names_its_block_if_it_fills_it() -> None:
    html = (
        "<div><a class=x>Read <b>also</b></a><p>Two</p><p><i><a class=x>Three</a></i></p>"
        "<p><a class=x>Four</a>!</p><a class=x>Five</a></div><a class=x>Six</a>"
        "<li><a class=x>Seven<br>up</a><a class=x hidden></a><p>end"
        "<div><a class=x>Six</a><p>and<a class=x>Six</a>"
    )
    assert named(html, ".x") == [
        *(["Read also"], ["Three"], [], ["Five"], ["Six"], ["Seven up"], [], ["Six"], [])
    ]


def test_elements_that_have_no_containers() -> None:
    html = (
        "<table><tr><td>a<tbody id=b><tr><td><p>One<p>Two</table><p><font>Three</font><p><font>Four</font>!"
    )
    assert named(html, "#b", "font") == [["One", "Two"], ["Three"], []]
    assert named("<body>One<p>Two", "body", "p, body > p") == [["One", "Two"], ["Two"]]


def test_shadow_trees_are_reached() -> None:
    html = (
        "<div><my-story><template shadowrootmode=open><p class=a>One</p><slot></slot><x-y><template"
        " shadowrootmode=open><p class=a>Three</p></template></x-y></template><b class=a>Two</b></my-story>"
    )
    assert sorted(named(html, ".a")) == [["One"], ["Three"], ["Two"]]


def test_selectors_change_no_block_and_no_container() -> None:
    rules = Rules(keep=["p"], drop=["div"], title="h1", authors="a", published="time")
    one, other = read(PAGE), read(PAGE, selectors=rules.selectors)
    assert one.blocks == other.blocks
    for ours, theirs in zip(one.blocks, other.blocks, strict=True):
        assert ours.container is not None
        assert theirs.container is not None
        assert ours.container.tokens == theirs.container.tokens
    assert pickle.loads(pickle.dumps(other)).head.selected == other.head.selected


HOSTILE = {
    "nested spans": "<p>" + ("<span class=x>" * 400 + "One" + "</span>" * 400) * 40,
    "nested divs": "<div class=x>" * 400 + "<p class=x>One" * 20_000,
    "empty": "<div>" * 300 + "<i class=x></i>" * 20_000,
    "beside each other": "<div>" * 90 + "<span class=x>One</span><br><br>" * 10_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_take_little_longer(html: str) -> None:
    begun = time.process_time()
    read(html)
    without = time.process_time() - begun
    page = read(html, selectors={"drop": (".x",)})
    blocks_inside(page, "drop", ".x")
    assert time.process_time() - begun < 10 * without + 5


@pytest.mark.parametrize("rule", ["drop_lines", "keep_lines"])
def test_a_pattern_that_takes_too_long_is_not_applied_at_all(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruled_blocks, "_SECONDS", 0.05)
    html = PAGE.replace("</article>", f"<p>{'a' * 80}!</p></article>")
    pattern = "the|(a|aa)+$"
    article = explained(Rules(**{rule: [pattern]}), html).article
    assert article.warnings == (f"the rule {pattern!r} took too long and was not applied",)
    assert "night ferry sailed" in article.text


# --- fields ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["title", "authors", "published"])
def test_an_element_of_many_lines_is_no_field(field: str) -> None:
    page = PAGE.replace("<article>", "<article>" + "<p>Logged on 2 May 2024.</p>" * 20)
    given = explained(Rules(**{field: "article"}), page).article
    assert getattr(given, field) == getattr(newsclean.clean(page), field)
    assert "the rule 'article' names an element of too many lines and was not applied" in given.warnings


def test_the_title_is_told_as_it_is_shown() -> None:
    html = "<h1>N<b>ight</b><br>ferry<style>p{}</style><script>x()</script></h1>" + PAGE
    assert explained(Rules(title="h1"), html).article.title == "Night ferry"
    assert explained(Rules(title="head > title")).article.title == "Night ferry sails again - Lenn News"


def test_later_passes_build_on_the_title() -> None:
    passes = explained(Rules(title="h1")).passes
    assert isinstance(passes[passes.index(titles) + 1], RuledTitle)
    alone = newsclean.explain(PAGE, passes=(), profile=Profile(rules=Rules(title="h2.real")))
    assert alone.article.title == "The night boat is back"


def test_no_author_and_no_date_is_guessed() -> None:
    for text in ("3 min read", "Published yesterday", "Comments (3)", "on Friday", "3 May 2999", ""):
        html = PAGE.replace("<h2", f"<p><i class=x>{text}</i> so</p><h2")
        given, without = explained(Rules(authors=".x", published=".x"), html).article, newsclean.clean(html)
        assert (given.authors, given.published) == (without.authors, without.published)


def test_the_lines_of_a_byline_are_read_one_by_one() -> None:
    signed = "<div class=x><p>Words: Ann Lee</p><p>Harbour reporter</p><p>Photos: Bo Berg</p></div>"
    html = PAGE.replace("<h2", f"{signed}<h2")
    assert explained(Rules(authors=".x"), html).article.authors == ("Ann Lee",)


def test_a_day_does_not_replace_a_time_of_that_day() -> None:
    html = PAGE.replace("<h2", "<p class=x>3 May 2024</p><h2").replace("on a Friday", "3 May 2024, 10:00")
    assert str(explained(Rules(published=".x"), html).article.published) == "2024-05-03 10:00:00+02:00"


# --- files and mistakes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"drops": ["a"]}, "there is no rule 'drops': did you mean 'drop'?"),
        ({"drop": "a"}, "drop must be a list of strings, not 'a'"),
        ({"keep": [3]}, "keep must be a list of strings, not [3]"),
        ({"title": ["h1"]}, "title must be a string, not ['h1']"),
        ({"drop": ["div[["]}, "drop: 'div[[' is no CSS selector"),
        ({"drop_lines": ["(a"]}, "drop_lines: '(a' is not a pattern: missing )"),
        ({"drop_lines": ["(" * 5000 + ")" * 5000]}, "is not a pattern: maximum recursion depth exceeded"),
        ({"boxes": [" "]}, "boxes holds an empty string"),
        ({"never_authors": ["\ud800"]}, "never_authors: 'utf-8' codec can't encode character"),
    ],
)
def test_mistakes_name_the_rule_and_the_value(tmp_path: Path, data: dict[str, Any], message: str) -> None:
    path = tmp_path / "lenn.json"
    path.write_text(json.dumps(data))
    with pytest.raises(ValueError, match="holds no rules") as caught:
        Profile.load(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("lenn.json", '{"drop": [".a"], "drop": [".b"]}', "'drop' is there twice"),
        ("lenn.json", '{"drop": ' + "[" * 100_000, "it is nested too deeply"),
        ("lenn.toml", "drop = " + "[" * 10_000, "maximum recursion depth exceeded"),
        ("lenn.json", '{"newsclean_profile": ' + "[" * 100_000, "it is nested too deeply"),
        ("lenn.json", '{"newsclean_profile": 3, "rules": {"keep": [], "keep": []}}', "'keep' is there twice"),
        ("lenn.json", '{"newsclean_profile": 3}', "there is no 'keys'"),
        ("lenn.json", '{"newsclean_profile": 0}', "is not the number of a format"),
        ("lenn.txt", 'drop = [".a"]', "(the name of rules in TOML ends in .toml)"),
    ],
)
def test_files_that_are_damaged_or_ambiguous(name: str, text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(ValueError, match="lenn") as caught:
        Profile.load(path)
    assert message in str(caught.value)


def test_a_rule_may_not_be_none() -> None:
    with pytest.raises(ValueError, match="drop must be a list of strings, not None"):
        Rules(drop=None)  # type: ignore[arg-type]


def test_rules_are_read_from_toml(tmp_path: Path) -> None:
    path = tmp_path / "lenn.toml"
    path.write_text('drop = [".partner"]\ntitle = "h1"\n')
    assert Profile.load(path).rules == Rules(drop=(".partner",), title="h1")
    path.write_text('\ufefftitle = "h1"', encoding="utf-8")
    assert Profile.load(path).rules == Rules(title="h1")
    (tmp_path / "LENN.TOML").write_text('title = "h1"')
    assert Profile.load(tmp_path / "LENN.TOML").rules == Rules(title="h1")
    path.write_text("drop = {\n")
    with pytest.raises(ValueError, match="holds no rules"):
        Profile.load(path)


def test_rules_join_and_the_later_one_decides() -> None:
    joined = Rules(drop=["a", "b"], title="h1") | Rules(drop=["b", "c"], title="h2")
    assert joined == Rules(drop=["a", "b", "c"], title="h2")
    assert (Profile(rules=Rules(drop=["a"])) | Profile(rules=Rules(keep=["p"]))).rules == Rules(
        drop=["a"], keep=["p"]
    )


def test_rules_are_saved_with_the_profile(tmp_path: Path) -> None:
    profile = Profile(rules=Rules(drop=[".partner"], never_authors=["Harbour desk"]))
    profile.save(tmp_path / "lenn.json")
    assert Profile.load(tmp_path / "lenn.json") == profile
