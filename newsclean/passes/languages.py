"""Claims the text's language, as the page declares it and the text confirms it, and its direction.

The script of most letters comes first: Hangul is Korean, and a word of another script at the start says
nothing. For scripts of many languages a detector reads the text. Templates often declare the wrong language,
so the script and a certain detector may overrule the declaration. With no declaration and an unsure detector
the field stays empty. Where the detector is not installed, a fitting declaration is believed, with a warning.

Before: <html lang="en-US"> … "Die Brücke über die Lenn ist seit Freitag wieder offen …"
After:  language is de, direction is ltr, and a warning names the declaration
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from ..evidence.language_detector import NO_LANGUAGE, RENAMED, SAMPLE, detected, detector
from ..evidence.scripts import (
    LANGUAGES,
    OF_ONE_LANGUAGE,
    RTL_SCRIPTS,
    letters_in,
    script_of,
    without_other_scripts,
)
from ..evidence.structured_data import article_values, objects_of, texts
from ..model import Claim, Edit, Head, Page
from ..phrases import folded
from ..text.patterns import pattern
from ..text.words import count_words, fold

_SAMPLE_LENGTH = 100  # characters of a block that has enough words in any language
_SAMPLE_WORDS = 6  # words; shorter blocks are names and labels, which say nothing about the language
_ENOUGH = 24  # characters; the detector is not used on less
_ENOUGH_AGAINST = 120  # characters; on less the detector never overrules the page's declaration
_SURE_ALONE = 0.7  # probability that the detector needs if the page declares nothing
_SURE_AGAINST = 0.95  # probability that it needs to overrule the page's declaration
_ENOUGH_LETTERS = 12  # of a script that one language uses; of Han twice as many, as headlines lack kana

# "en"  "en-GB"  "zh-Hans-CN"  "pt_BR"  "es-419"
_TAG = pattern(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?(?:[-_.@].*+)?",
    regex.I,
)
# Languages so similar that the page knows better than a detector.
_SIMILAR = tuple(
    frozenset(group.split())
    for group in ("no nb nn da", "id ms", "bs hr sr sh cnr", "gl pt", "cs sk", "af nl", "mk bg", "zh yue wuu")
)
_RTL_LANGUAGES = frozenset("ar arz ckb dv fa he ks ps sd ug ur yi".split())


def languages(page: Page) -> Iterator[Edit]:
    """Claim language and direction."""
    sample = _sample(page)
    declared = list(_declared(page.head))
    letters = letters_in(sample[:SAMPLE])
    script = script_of(letters)
    if script in OF_ONE_LANGUAGE:
        yield from _language_of_script(script, letters, declared)
    else:
        yield from _language(script, sample, declared)
    direction, reason = "", "script of the text"
    if script:
        direction = "rtl" if script in RTL_SCRIPTS else "ltr"
    elif declared and not page.claimed("direction"):
        language = declared[0][0]
        direction = "rtl" if language.partition("-")[0] in _RTL_LANGUAGES else "ltr"
        reason = "direction of the declared language"
    if direction and direction != page.claimed("direction"):
        yield Claim("direction", direction, None, reason)


def _sample(page: Page) -> str:
    """Return the start of the text, as long as two samples; without text, that of title and description."""
    parts: list[str] = []
    size = 0
    for block in page.blocks:
        text = block.text
        if block.kind != "code" and (len(text) >= _SAMPLE_LENGTH or count_words(text) >= _SAMPLE_WORDS):
            parts.append(text[:SAMPLE])
            size += len(parts[-1])
            if size >= 2 * SAMPLE:
                break
    if not parts:
        claimed = (page.claimed(name) for name in ("title", "subtitle", "description"))
        parts = [*(b.text for b in page.blocks[:3]), *filter(None, claimed)]
    return " ".join(parts)[: 2 * SAMPLE]


def _declared(head: Head) -> Iterator[tuple[str, str]]:
    """Yield each declared language as a BCP 47 tag, and where it is declared."""
    sources = [("html lang", head.language)]
    sources += [("JSON-LD inLanguage", x) for x in article_values(head, "inLanguage")]
    sources += [("og:locale", x) for x in head.named("og:locale")]
    sources += [("JSON-LD inLanguage", x) for kind in ("WebPage", "WebSite") for y in objects_of(head, kind)
                for x in texts(y.get("inLanguage"))]  # fmt: skip
    sources += [(key, x) for key in ("dc.language", "dcterms.language", "content-language", "language")
                for x in head.named(key)]  # fmt: skip
    for origin, value in sources:
        tag = _bcp_47(value)
        if tag:
            yield tag, origin


def _bcp_47(value: str) -> str:
    """Return a declared language as a BCP 47 tag, or "".

    >>> _bcp_47("pt_br"), _bcp_47("zh-hans-cn"), _bcp_47("iw"), _bcp_47("english")
    ('pt-BR', 'zh-Hans-CN', 'he', '')
    """
    m = _TAG.fullmatch(value.strip())
    if m is None or m["language"].lower() in NO_LANGUAGE:
        return ""
    language = m["language"].lower()
    parts = [RENAMED.get(language, language)]
    if m["script"]:
        parts.append(m["script"].title())
    if m["region"]:
        parts.append(m["region"].upper())
    return "-".join(parts)


def _language_of_script(
    script: str, letters: Counter[str], declared: list[tuple[str, str]]
) -> Iterator[Edit]:
    """Claim the language whose script has most letters, in the form that the page declares."""
    fitting = _fitting(script, declared)
    enough = letters[script] >= _ENOUGH_LETTERS * (2 if script == "Han" else 1)
    if fitting:
        yield Claim("language", fitting[0][0], None, "declared, and the text reads like it", fitting[0][1])
    elif enough:
        yield from _against(LANGUAGES[script][0], f"script {script}", declared)
    elif declared:
        yield Claim("language", declared[0][0], None, "declared by the page", declared[0][1])


def _language(script: str, sample: str, declared: list[tuple[str, str]]) -> Iterator[Edit]:
    """Claim the language of a script that many languages have."""
    first, rest = without_other_scripts(script, sample[:SAMPLE]), sample[SAMPLE:]
    if len(first) >= _ENOUGH and detector() is None:
        yield Claim(
            "warnings", "language not checked: cld3-py is not installed", None, "no language detector"
        )
    found, probability = detected(first) if len(first) >= _ENOUGH else ("", 0.0)
    agreeing = next(((tag, origin) for tag, origin in declared if found and _agrees(tag, found)), None)
    fitting = _fitting(script, declared) if len(first) >= _ENOUGH else declared
    if agreeing:
        yield Claim("language", agreeing[0], None, "declared, and the text reads like it", agreeing[1])
    elif fitting and not _is_sure(found, probability, first, without_other_scripts(script, rest)):
        if fitting[0][0].startswith("en") and _is_not_english(first):
            return  # the default of many templates
        yield Claim("language", fitting[0][0], None, "declared by the page", fitting[0][1])
    elif found and probability >= _SURE_ALONE:
        yield from _against(found, f"probability {probability:.2f}", declared)


def _against(found: str, evidence: str, declared: Sequence[tuple[str, str]]) -> Iterator[Edit]:
    yield Claim("language", found, None, "read off the text", evidence)
    if declared:
        warning = f"page declares language {declared[0][0]}, its text reads like {found}"
        yield Claim("warnings", warning, None, "declaration and text differ", declared[0][1])


def _is_sure(found: str, probability: float, first: str, rest: str) -> bool:
    """Whether the detector overrules a declaration: sure of a long text, and of its next part too."""
    if probability < _SURE_AGAINST or len(first) < _ENOUGH_AGAINST:
        return False
    return len(rest) < _ENOUGH_AGAINST or _agrees(detected(rest)[0], found)


def _is_not_english(text: str) -> bool:
    """Whether a long text, and no list of names and dates, has no word that all English texts have."""
    words = text.split()
    if len(text) < _ENOUGH_AGAINST or sum(map(str.islower, words)) * 2 < len(words):
        return False
    return folded("common words").isdisjoint(fold(text).split())


def _fitting(script: str, declared: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the declared languages that are written in a script; in Latin letters any may be."""
    codes = LANGUAGES.get(script)
    return [x for x in declared if codes is None or x[0].partition("-")[0] in codes]


def _agrees(tag: str, found: str) -> bool:
    language = tag.partition("-")[0]
    found = found.partition("-")[0]
    return language == found or any(language in group and found in group for group in _SIMILAR)
