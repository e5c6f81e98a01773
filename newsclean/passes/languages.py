"""Claims the language of the text, as the page declares it and a detector confirms it, and its direction.

Templates declare languages that nobody writes in, so a declaration counts only if the text reads like it.
Where neither is sure the field stays empty.

Before: <html lang="en-US"> … "Die Brücke über die Lenn ist seit Freitag wieder offen …"
After:  language is de, direction is ltr, and a warning tells of the declaration
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from ..evidence.structured_data import article_values, objects_of, texts
from ..model import Claim, Edit, Head, Page
from ..text.patterns import pattern

_SAMPLE = 400  # characters that the detector reads: more takes longer and tells no more
_SAMPLE_WORDS = 5  # words, from which a block is a sample of the language; names and labels are not
_ENOUGH = 24  # characters from which the detector is asked at all
_CONTRADICTS = 120  # characters from which its word counts against the page's declaration
_SURE = 0.7  # probability from which the detector counts where the page declares nothing
_CERTAIN = 0.95  # … from which it counts against the page's declaration

# "en"  "en-GB"  "zh-Hans-CN"  "pt_BR"  "es-419"
_TAG = pattern(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?(?:[-_.@].*+)?",
    regex.I,
)
_NO_LANGUAGE = frozenset(("und", "mul", "zxx", "mis"))
_RENAMED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "tl": "fil", "cmn": "zh"}
# Languages so near each other that the page knows better than a detector.
_KIN = tuple(
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
    """Some of the text; the title and the description where the page has none."""
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
    """The languages that the page declares, as BCP 47 tags, and where."""
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
    """A declared language as a BCP 47 tag, or "".

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
    agreeing = next(((tag, origin) for tag, origin in declared if found and _same(tag, found)), None)
    if agreeing:
        yield Claim("language", agreeing[0], None, "declared, and the text reads like it", agreeing[1])
    elif declared and (probability < _CERTAIN or len(sample) < _CONTRADICTS):
        yield Claim("language", declared[0][0], None, "declared by the page", declared[0][1])
    elif found and probability >= _SURE:
        yield Claim("language", found, None, "read off the text", f"probability {probability:.2f}")
        if declared:
            warning = f"page declares language {declared[0][0]}, its text reads like {found}"
            yield Claim("warnings", warning, None, "declaration and text differ", declared[0][1])


def _same(tag: str, found: str) -> bool:
    language = tag.partition("-")[0]
    found = found.partition("-")[0]
    return language == found or any(language in group and found in group for group in _KIN)


def _detected(sample: str) -> tuple[str, float]:
    """The language a text reads like, and the probability; "" where the detector itself is not sure."""
    result = _detector().FindLanguage(text=sample)
    language, _, script = str(result.language).partition("-")
    if not result.is_reliable or language in _NO_LANGUAGE:
        return "", 0.0
    language = _RENAMED.get(language, language)
    return f"{language}-{script}" if script else language, float(result.probability)


@cache
def _detector() -> Any:
    """CLD3, loaded for the first page; a small neural net without memory between texts."""
    import gcld3  # type: ignore[import-untyped]

    return gcld3.NNetLanguageIdentifier(0, 4 * _SAMPLE)


def _direction(sample: str) -> str:
    """The direction that most letters of the text run in."""
    if _LETTER.search(sample) is None:
        return ""
    if sample.isascii():
        return "ltr"
    right_to_left = len(_RTL.findall(sample))
    return "rtl" if right_to_left and right_to_left * 2 > len(_LETTER.findall(sample)) else "ltr"
