"""A language is one file of phrases: a made-up one is read right, and all files keep to the rules."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import regex
from fixture_files import ROOT

from newsclean import phrases
from newsclean.readers import detection

PACKAGE = ROOT / "newsclean"
DOCUMENT = (ROOT / "docs" / "add-a-language.md").read_text(encoding="utf-8")
SECTIONS = frozenset(regex.findall(r"^\| `\[(.+?)\]` \|", DOCUMENT, regex.MULTILINE))
every_language = pytest.mark.parametrize("code", phrases.languages())

# matched against the beginnings of texts
OPENINGS = (
    "calls",
    "pitches",
    "standing notes",
    "comment rules",
    "embed signatures",
    "consent openings",
    "age of the page",
)

# --- a new language ---------------------------------------------------------------------------------

NEW = """# Made up, by hand.

[byline by]
skripor
[byline and]
ank
[byline roles]
redaktoro
[date published]
pubilna
[months]
5: florin, flo
[weekdays]
tolzi
[read also]
lezu ank
[boxes]
plu lezita
[consent openings]
ni uzas
[cookies]
keksoj
[corrections]
korektajo
[no section]
Onzorta
"""
PAGE = """<html lang="qaa"><head><title>Ta brenko sur ta Lenn oprita</title>
<meta property="article:section" content="Onzorta"></head><body><article>
<h1>Ta brenko sur ta Lenn oprita</h1>
<p>Skripor: Velda Nomark ank Toral Ubrek, Poltika Redaktoro</p>
<p>Pubilna: tolzi, 3 florin 2024</p>
<p>Ta brenko sur ta Lenn oprita es lundo, du yaroj posa barko ta muro trafu, ta urbo dirita ye florin.</p>
<p>Ta laboro kostu triz milionoj, ank ta urbo pagu ta duono, dum ta lando pagu ta resto ye ta fino.</p>
<p>Lezu ank: <a href="/0">Zelmi ye ta porto</a></p>
<p>Ta unua kamiono pasu ye ses, ank ta homoj ye ta rivo aplaudu, dirita ta urbestro ye ta vespero.</p>
<p>Korektajo: Ta unua versio ye ta artiklo donu ta malvera nombro ye kamionoj ank ye homoj.</p>
<p>Ni uzas multaj keksoj ye ta paĝo, por ke ta servo estu bona ank rapida por vi ank ni.</p>
<div><h3>Plu lezita</h3><p><a href="/1">Zelmi ye ta porto nokte</a></p>
<p><a href="/2">Ta prezo ye ovoj</a></p></div>
</article></body></html>"""

# Openings of blocks that go, and why.
REASONS = {
    "Skripor": "byline",
    "Pubilna": "date line",
    "Lezu ank": "leads to another story",
    "Ni uzas": "consent notice",
    "Plu lezita": "box heading",
}

CLEAN = """
import json
import sys
from pathlib import Path
from newsclean import explain, phrases
phrases.FOLDER = Path(sys.argv[1])
explanation = explain(sys.stdin.buffer.read())
why = {x: [step.edit.reason for step in explanation.why(x)] for x in sys.argv[2:]}
print(json.dumps({**explanation.article.to_dict(), "why": why}, default=str))
"""


def cleaned(folder: Path) -> dict[str, Any]:
    """The made-up page, as a new process reads it with the phrases of a folder."""
    command = [sys.executable, "-c", CLEAN, str(folder), *REASONS]
    done = subprocess.run(command, cwd=ROOT, input=PAGE.encode(), capture_output=True, check=True)
    article: dict[str, Any] = json.loads(done.stdout)
    return article


def test_a_language_is_one_file(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE / "phrases", tmp_path, dirs_exist_ok=True)
    before = cleaned(tmp_path)
    (tmp_path / "qaa.txt").write_text(NEW, encoding="utf-8")
    after = cleaned(tmp_path)
    assert after["authors"] == ["Velda Nomark", "Toral Ubrek"] != before["authors"]
    assert after["published"] == "2024-05-03" != before["published"]
    assert after["section"] is None
    assert before["section"] == "Onzorta"
    kinds = {block["text"].partition(":")[0]: block["kind"] for block in after["body"]}
    assert kinds.pop("Korektajo") == "correction"
    assert set(kinds.values()) == {"paragraph"}
    assert len(kinds) == 3
    assert {opening: reasons[-1] for opening, reasons in after["why"].items()} == REASONS
    assert not any(before["why"][opening][-1:] == [reason] for opening, reason in REASONS.items())


# --- without a detector -----------------------------------------------------------------------------

UNCHECKED = "language not checked: cld3-py is not installed"
ENGLISH = (
    "<p>The evening ferry between Oldhaven and the island will stop running in October, the board said.</p>"
)
RUSSIAN = (
    "<p>Городской совет сообщил, что старый мост останется закрытым до весны, а ремонт начнётся летом.</p>"
)
GREEK = "<p>Το δημοτικό συμβούλιο ανακοίνωσε ότι η παλιά γέφυρα θα μείνει κλειστή μέχρι την άνοιξη.</p>"
WITHOUT = """
import json
import sys
sys.modules["gcld3"] = None  # so that importing it fails
from newsclean import clean
articles = [clean(page) for page in json.load(sys.stdin)]
print(json.dumps([[x.language, x.direction, x.warnings] for x in articles]))
"""


def test_without_a_detector_a_fitting_declaration_is_believed_with_a_warning() -> None:
    cases = [("en", ENGLISH), ("", ENGLISH), ("ru", RUSSIAN), ("en", RUSSIAN), ("en", GREEK)]
    pages = [
        f'<html lang="{code}"><body><article><h1>7</h1>{text * 2}</article></body></html>'
        for code, text in cases
    ]
    command = [sys.executable, "-c", WITHOUT]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(pages).encode(), capture_output=True, check=True
    )
    found = json.loads(done.stdout)
    assert [language for language, _, _ in found] == ["en", None, "ru", None, "el"]
    assert [UNCHECKED in warnings for _, _, warnings in found] == [True, True, True, True, False]
    assert {direction for _, direction, _ in found} == {"ltr"}


# --- the files --------------------------------------------------------------------------------------


@every_language
def test_a_file_says_where_its_words_come_from(code: str) -> None:
    opening = (PACKAGE / "phrases" / f"{code}.txt").read_text(encoding="utf-8").partition("\n[")[0]
    assert regex.match(r"# \p{Lu}.+(?:\n#.+)*", opening)
    assert regex.search(r"by hand|Unicode CLDR", opening, regex.I)
    assert phrases.lines(code) == frozenset(), "phrases before the first section"


@every_language
def test_sections_are_known_and_no_phrase_is_there_twice(code: str) -> None:
    text = (PACKAGE / "phrases" / f"{code}.txt").read_text(encoding="utf-8")
    headers = regex.findall(r"^\[(.*)\]$", text, regex.MULTILINE)
    assert len(headers) == len(set(headers)), "a section is there twice"
    assert set(headers) <= SECTIONS, "docs/add-a-language.md has all sections"
    for section, found in phrases.sections(code).items():
        assert len(found) == len(set(found)), section
        assert all(phrase == phrase.strip() and "\t" not in phrase for phrase in found), section
        assert found or not section, f"[{section}] is empty"


@every_language
@pytest.mark.parametrize("section", OPENINGS)
def test_no_opening_begins_with_another_one(code: str, section: str) -> None:
    found = [phrase.casefold() for phrase in phrases.sections(code).get(section, ())]
    assert [x for x in found if any(x != y and x.startswith(y) for y in found)] == []


@every_language
def test_months_are_twelve(code: str) -> None:
    for section in ("months", "months of the Persian calendar"):
        found = phrases.sections(code).get(section)
        assert found is None or [x.partition(":")[0] for x in found] == [str(x) for x in range(1, 13)]
    found = phrases.sections(code).get("months of the Ethiopian calendar")
    assert found is None or [x.partition(":")[0] for x in found] == [str(x) for x in range(1, 14)]


@every_language
def test_letters_are_those_of_encodings_that_are_tried(code: str) -> None:
    for line in phrases.sections(code).get("letters by encoding", ()):
        encodings, colon, letters = line.partition(": ")
        assert colon
        assert set(encodings.split()) <= set(detection._SHARES)
        assert not letters.isascii()


def test_every_section_is_read_and_no_other() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    named = set(regex.findall(r"<<([^<>|]+)(?:\|\w+)*>>", code))
    assert named <= SECTIONS
    unread = {section for section in SECTIONS - named if f'"{section}"' not in code}
    assert unread == set()
    assert {section for each in phrases.languages() for section in phrases.sections(each)} >= SECTIONS


def test_a_label_is_known_however_its_letters_are_encoded() -> None:
    """w3m writes a Bengali letter and its dot as one code point, and most phrases have two."""
    for label in ("আরও পড়ুন", "আরও প\u09dcুন"):
        assert phrases.plain(label) in phrases.labels("boxes")
