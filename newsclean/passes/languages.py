"""Claims the text's language, as the page declares it and a detector confirms it, and its direction.

Templates often declare the wrong language, so the detector may overrule the declaration if it is certain.
With no declaration and an unsure detector the field stays empty.

Before: <html lang="en-US"> … "Die Brücke über die Lenn ist seit Freitag wieder offen …"
After:  language is de, direction is ltr, and a warning names the declaration
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from ..evidence.structured_data import article_values, objects_of, texts
from ..model import Claim, Edit, Head, Page
from ..text.patterns import pattern

_SAMPLE = 400  # characters for the detector: more takes longer and adds nothing
_SAMPLE_WORDS = 5  # words; shorter blocks are names and labels, which say nothing about the language
_ENOUGH = 24  # characters; the detector is not used on less
_ENOUGH_AGAINST = 120  # characters; on less the detector never overrules the page's declaration
_SURE_ALONE = 0.7  # probability that the detector needs if the page declares nothing
_SURE_AGAINST = 0.95  # probability that it needs to overrule the page's declaration

# "en"  "en-GB"  "zh-Hans-CN"  "pt_BR"  "es-419"
_TAG = pattern(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?(?:[-_.@].*+)?",
    regex.I,
)
_NO_LANGUAGE = frozenset(("und", "mul", "zxx", "mis"))
_RENAMED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "tl": "fil", "cmn": "zh"}
# Languages so similar that the page knows better than a detector.
_SIMILAR = tuple(
    frozenset(group.split())
    for group in ("no nb nn da", "id ms", "bs hr sr sh cnr", "gl pt", "cs sk", "af nl", "mk bg", "zh yue wuu")
)
_RTL_LANGUAGES = frozenset("ar arz ckb dv fa he ks ps sd ug ur yi".split())
_RTL = pattern(r"[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}\p{Adlam}]")
_LETTER = pattern(r"\p{L}")


def languages(page: Page) -> Iterator[Edit]:
    """Claim language and direction."""
    sample = _sample(page)
    declared = list(_declared(page.head))
    yield from _language(sample, declared)
    direction, reason = _direction(sample), "script of the text"
    if not direction and declared and not page.claimed("direction"):
        language = declared[0][0]
        direction = "rtl" if language.partition("-")[0] in _RTL_LANGUAGES else "ltr"
        reason = "direction of the declared language"
    if direction and direction != page.claimed("direction"):
        yield Claim("direction", direction, None, reason)


def _sample(page: Page) -> str:
    """Return part of the text, or the title and description of a page without text."""
    parts: list[str] = []
    size = 0
    for block in page.blocks:
        if block.kind != "code" and block.text.count(" ") + len(block.text) // 20 >= _SAMPLE_WORDS:
            parts.append(block.text[:_SAMPLE])
            size += len(parts[-1])
            if size >= _SAMPLE:
                break
    if not parts:
        claimed = (page.claimed(name) for name in ("title", "subtitle", "description"))
        parts = [*(b.text for b in page.blocks[:3]), *filter(None, claimed)]
    return " ".join(parts)[:_SAMPLE]


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
    if m is None or m["language"].lower() in _NO_LANGUAGE:
        return ""
    language = m["language"].lower()
    parts = [_RENAMED.get(language, language)]
    if m["script"]:
        parts.append(m["script"].title())
    if m["region"]:
        parts.append(m["region"].upper())
    return "-".join(parts)


def _language(sample: str, declared: list[tuple[str, str]]) -> Iterator[Edit]:
    found, probability = _detected(sample) if len(sample) >= _ENOUGH else ("", 0.0)
    agreeing = next(((tag, origin) for tag, origin in declared if found and _agrees(tag, found)), None)
    if agreeing:
        yield Claim("language", agreeing[0], None, "declared, and the text reads like it", agreeing[1])
    elif declared and (probability < _SURE_AGAINST or len(sample) < _ENOUGH_AGAINST):
        yield Claim("language", declared[0][0], None, "declared by the page", declared[0][1])
    elif found and probability >= _SURE_ALONE:
        yield Claim("language", found, None, "read off the text", f"probability {probability:.2f}")
        if declared:
            warning = f"page declares language {declared[0][0]}, its text reads like {found}"
            yield Claim("warnings", warning, None, "declaration and text differ", declared[0][1])


def _agrees(tag: str, found: str) -> bool:
    language = tag.partition("-")[0]
    found = found.partition("-")[0]
    return language == found or any(language in group and found in group for group in _SIMILAR)


def _detected(sample: str) -> tuple[str, float]:
    """Return the detected language and its probability; "" if the detector itself is not sure."""
    result = _detector().FindLanguage(text=sample)
    language, _, script = str(result.language).partition("-")
    if not result.is_reliable or language in _NO_LANGUAGE:
        return "", 0.0
    language = _RENAMED.get(language, language)
    return f"{language}-{script}" if script else language, float(result.probability)


@cache
def _detector() -> Any:
    """Return CLD3, a small neural net without memory between texts; it is loaded for the first page."""
    import gcld3  # type: ignore[import-untyped]

    return gcld3.NNetLanguageIdentifier(0, 4 * _SAMPLE)


def _direction(sample: str) -> str:
    """Return the direction of most of the text's letters, or "" without letters."""
    if _LETTER.search(sample) is None:
        return ""
    if sample.isascii():
        return "ltr"
    right_to_left = len(_RTL.findall(sample))
    return "rtl" if right_to_left and right_to_left * 2 > len(_LETTER.findall(sample)) else "ltr"
