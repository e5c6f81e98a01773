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
from functools import cache
from typing import Any

import regex

from ..evidence.structured_data import article_values, objects_of, texts
from ..model import Claim, Edit, Head, Page
from ..phrases import folded, lines
from ..text.patterns import pattern, plain_pattern
from ..text.words import count_words, fold

_SAMPLE = 400  # characters for the detector: more takes longer and adds nothing
_SAMPLE_LENGTH = 100  # characters of a block that has enough words in any language
_SAMPLE_WORDS = 6  # words; shorter blocks are names and labels, which say nothing about the language
_ENOUGH = 24  # characters; the detector is not used on less
_ENOUGH_AGAINST = 120  # characters; on less the detector never overrules the page's declaration
_SURE_ALONE = 0.7  # probability that the detector needs if the page declares nothing
_SURE_AGAINST = 0.95  # probability that it needs to overrule the page's declaration
_ENOUGH_LETTERS = 12  # of a script that one language uses; of Han twice as many, as headlines lack kana
_IDEOGRAPH = 2  # letters of an alphabet that count as one of East Asia
_JAPANESE = 0.2  # share of kana; prose has a third or more, Chinese text with Japanese names less
_JAPANESE_GRAMMAR = 0.08  # share of hiragana: lists of headlines have it, Chinese text hardly any

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
# Of these, the languages that have words of their own listed, and the tags that those words claim.
_TOLD_APART = tuple({x.partition("-")[0]: x for x in group.split()} for group in ("id ms", "bs hr sr-Latn"))
_OWN_WORDS = 2  # fewest words of its own that tell a language from those like it
_CLEARLY_MORE = 2  # times as many words of its own as of any other
# The languages of a script. One without declaration is in the first of them.
_OF_ONE_LANGUAGE = {
    "Greek": "el grc", "Han": "zh yue wuu nan hak gan lzh ja", "Kana": "ja", "Hangul": "ko",
    "Hebrew": "he yi lad", "Thai": "th", "Armenian": "hy hyw", "Georgian": "ka xmf", "Bengali": "bn as mni",
    "Gujarati": "gu", "Gurmukhi": "pa", "Oriya": "or", "Tamil": "ta", "Telugu": "te", "Kannada": "kn tcy",
    "Malayalam": "ml", "Sinhala": "si pi", "Lao": "lo", "Khmer": "km", "Myanmar": "my shn mnw ksw",
    "Ethiopic": "am ti", "Thaana": "dv",
}  # fmt: skip
_OF_MANY_LANGUAGES = {
    "Cyrillic": "ru uk bg mk sr be kk ky mn tg tt ba ce cv ab os sah uz az bs sh cnr kv mhr udm av tk ku ro",
    "Arabic": "ar arz ary fa prs ur ps ckb ku sd ug az azb kk ky pa pnb ks bal uz tk ms ha",
    "Devanagari": "hi mr ne sa mai bho bh kok doi brx ks sd awa new hne",
}
_LANGUAGES = {name: tuple(codes.split()) for name, codes in (_OF_ONE_LANGUAGE | _OF_MANY_LANGUAGES).items()}
_MORE_RTL = ("Syriac", "Nko", "Adlam")
_RTL_SCRIPTS = frozenset(("Hebrew", "Arabic", "Thaana", *_MORE_RTL))
_RTL_LANGUAGES = frozenset("ar arz ckb dv fa he ks ps sd ug ur yi".split())
# "iPhone", "기자", "は": letters of one script
_WORDS = pattern(
    "|".join(
        (
            r"(?P<Latin>\p{Latin}++)",
            r"(?P<Hiragana>\p{Hiragana}++)",
            r"(?P<Katakana>\p{Katakana}++)",
            *(rf"(?P<{x}>\p{{{x}}}++)" for x in (*_LANGUAGES, *_MORE_RTL) if x != "Kana"),
            r"(?P<Other>\p{L}++)",
        )
    )
)
# Beyond Latin letters and typography: without such characters, no word is of another script.
_BEYOND_LATIN = plain_pattern(r"[^\x00-\u036f\u1e00-\u1eff\u2000-\u20cf]")


def languages(page: Page) -> Iterator[Edit]:
    """Claim language and direction."""
    sample = _sample(page)
    declared = list(_declared(page.head))
    letters = _letters(sample[:_SAMPLE])
    script = _script(letters)
    if script in _OF_ONE_LANGUAGE:
        yield from _language_of_script(script, letters, declared)
    else:
        yield from _language(script, sample, declared)
    direction, reason = "", "script of the text"
    if script:
        direction = "rtl" if script in _RTL_SCRIPTS else "ltr"
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
            parts.append(text[:_SAMPLE])
            size += len(parts[-1])
            if size >= 2 * _SAMPLE:
                break
    if not parts:
        claimed = (page.claimed(name) for name in ("title", "subtitle", "description"))
        parts = [*(b.text for b in page.blocks[:3]), *filter(None, claimed)]
    return " ".join(parts)[: 2 * _SAMPLE]


def _letters(sample: str) -> Counter[str]:
    """Return how many letters of each script are in a text."""
    letters: Counter[str] = Counter()
    if _BEYOND_LATIN.search(sample) is None:
        letters["Latin"] = int(any(map(str.isalpha, sample)))  # one or more: there is no other script
        return letters
    for m in _WORDS.finditer(sample):
        letters[m.lastgroup or ""] += m.end() - m.start()
    return letters


def _script(letters: Counter[str]) -> str:
    """Return the script of most letters, "" without letters: Kana for Japanese text, which has Han too.

    >>> _script(_letters("서울 is a word")), _script(_letters("NHK 東京の天気は晴れ"))
    ('Latin', 'Kana')
    """
    names = ("Han", "Hiragana", "Katakana", "Hangul")
    han, hiragana, katakana, hangul = (letters.pop(name, 0) for name in names)
    kana = hiragana + katakana
    east_asian = han + kana + hangul
    script, most = max(letters.items(), key=lambda x: x[1], default=("", 0))
    if not east_asian or east_asian * _IDEOGRAPH < most:
        return script if most else ""
    is_japanese = kana >= _JAPANESE * east_asian or hiragana >= _JAPANESE_GRAMMAR * east_asian
    script = "Hangul" if hangul > han + kana else "Kana" if is_japanese else "Han"
    letters[script] = east_asian
    return script


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


def _language_of_script(
    script: str, letters: Counter[str], declared: list[tuple[str, str]]
) -> Iterator[Edit]:
    """Claim the language whose script has most letters, in the form that the page declares."""
    fitting = _fitting(script, declared)
    enough = letters[script] >= _ENOUGH_LETTERS * (2 if script == "Han" else 1)
    if fitting:
        yield Claim("language", fitting[0][0], None, "declared, and the text reads like it", fitting[0][1])
    elif enough:
        yield from _against(_LANGUAGES[script][0], f"script {script}", declared)
    elif declared:
        yield Claim("language", declared[0][0], None, "declared by the page", declared[0][1])


def _language(script: str, sample: str, declared: list[tuple[str, str]]) -> Iterator[Edit]:
    """Claim the language of a script that many languages have."""
    first, rest = _of_script(script, sample[:_SAMPLE]), sample[_SAMPLE:]
    if len(first) >= _ENOUGH and _detector() is None:
        yield Claim(
            "warnings", "language not checked: cld3-py is not installed", None, "no language detector"
        )
    found, probability = _detected(first) if len(first) >= _ENOUGH else ("", 0.0)
    agreeing = next(((tag, origin) for tag, origin in declared if found and _agrees(tag, found)), None)
    fitting = _fitting(script, declared) if len(first) >= _ENOUGH else declared
    if agreeing:
        yield Claim("language", agreeing[0], None, "declared, and the text reads like it", agreeing[1])
    elif fitting and not _is_sure(found, probability, first, _of_script(script, rest)):
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
    return len(rest) < _ENOUGH_AGAINST or _agrees(_detected(rest)[0], found)


def _is_not_english(text: str) -> bool:
    """Whether a long text, and no list of names and dates, has no word that all English texts have."""
    words = text.split()
    if len(text) < _ENOUGH_AGAINST or sum(map(str.islower, words)) * 2 < len(words):
        return False
    return folded("common words").isdisjoint(fold(text).split())


def _fitting(script: str, declared: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the declared languages that are written in a script; in Latin letters any may be."""
    codes = _LANGUAGES.get(script)
    return [x for x in declared if codes is None or x[0].partition("-")[0] in codes]


def _of_script(script: str, sample: str) -> str:
    """Return a text without words of other scripts: the detector judges by the script of the first letter.

    >>> _of_script("Latin", "서울 is the first word")
    'is the first word'
    """
    if script == "Latin" and _BEYOND_LATIN.search(sample) is None:
        return sample
    return _WORDS.sub(lambda m: m[0] if m.lastgroup == script else "", sample).strip()


def _agrees(tag: str, found: str) -> bool:
    language = tag.partition("-")[0]
    found = found.partition("-")[0]
    return language == found or any(language in group and found in group for group in _SIMILAR)


def _detected(sample: str) -> tuple[str, float]:
    """Return the detected language and its probability; "" if the detector is not sure or missing."""
    detector = _detector()
    if detector is None:
        return "", 0.0
    result = detector.FindLanguage(text=sample)
    language, _, script = str(result.language).partition("-")
    own = _by_own_words(language, sample)
    if own:
        return own, 1.0
    if not result.is_reliable or language in _NO_LANGUAGE:
        return "", 0.0
    language = _RENAMED.get(language, language)
    return f"{language}-{script}" if script else language, float(result.probability)


def _by_own_words(found: str, sample: str) -> str:
    """Return which of some like languages a text is in, by words that only one of them has; "" if unclear.

    found: what the detector takes the text for. It mixes these languages up, even where it is sure.

    >>> _by_own_words("ms", "Dewan mengatakan bahwa warga bisa membaca lagi")
    'id'
    """
    group = next((x for x in _TOLD_APART if found in x), {})
    words = set(fold(sample).split()) if group else set()
    counts = {code: len(words & _own_words(code)) for code in group}
    best = max(counts, key=lambda code: counts[code], default="")
    others = max((count for code, count in counts.items() if code != best), default=0)
    return group[best] if best and counts[best] >= max(_OWN_WORDS, others * _CLEARLY_MORE) else ""


@cache
def _own_words(code: str) -> frozenset[str]:
    return frozenset(map(fold, lines(code, "own words")))


@cache
def _detector() -> Any:
    """Return CLD3, a small neural net without memory between texts, or None where it is not installed.

    It is loaded for the first page. Google's own `gcld3` has the same module name and works too.
    """
    try:
        import gcld3  # type: ignore[import-untyped]
    except ImportError:
        return None
    return gcld3.NNetLanguageIdentifier(0, 4 * _SAMPLE)
