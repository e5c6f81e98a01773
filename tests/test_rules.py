"""Rules of a profile, written by hand: what they keep, drop and claim, and how their mistakes are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

import newsclean
from newsclean import Profile, Rules

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
    rules = Rules(drop=[".nowhere"], keep=["#none"], title="h6", authors="b.x", published="i")
    assert explained(rules).article == newsclean.clean(PAGE, url="https://lenn.example/ferry")


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


def test_a_page_cannot_mark_its_own_elements() -> None:
    page = PAGE.replace('<div class="top">', '<div class="top" data-newsclean-rule="keep:0">')
    assert (
        explained(Rules(keep=["div.recipe"]), page).article == explained(Rules(keep=["div.recipe"])).article
    )


# --- files and mistakes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"drops": ["a"]}, "there is no rule 'drops': did you mean 'drop'?"),
        ({"drop": "a"}, "drop must be a list of strings, not 'a'"),
        ({"keep": [3]}, "keep must be a list of strings, not [3]"),
        ({"title": ["h1"]}, "title must be a string, not ['h1']"),
        ({"drop": ["div[["]}, "drop: 'div[[' is no CSS selector"),
        ({"drop_lines": ["(a"]}, "drop_lines: '(a' is no pattern: missing )"),
        ({"boxes": [" "]}, "boxes holds an empty string"),
    ],
)
def test_mistakes_name_the_rule_and_the_value(tmp_path: Path, data: dict[str, Any], message: str) -> None:
    path = tmp_path / "lenn.json"
    path.write_text(json.dumps(data))
    with pytest.raises(ValueError, match="holds no rules") as caught:
        Profile.load(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_rules_are_read_from_toml(tmp_path: Path) -> None:
    path = tmp_path / "lenn.toml"
    path.write_text('drop = [".partner"]\ntitle = "h1"\n')
    assert Profile.load(path).rules == Rules(drop=(".partner",), title="h1")
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
