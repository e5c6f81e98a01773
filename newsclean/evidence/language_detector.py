"""Detects the language of a text: by CLD3, and where that mixes up like languages, by their own words."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..phrases import lines
from ..text.words import fold

SAMPLE = 400
"""Characters of a text for the detector: more takes longer and adds nothing."""
NO_LANGUAGE = frozenset(("und", "mul", "zxx", "mis"))
"""Codes that name none."""
RENAMED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "tl": "fil", "cmn": "zh"}
"""Codes that became others."""

# Of these, the languages that have words of their own listed, and the tags that those words claim.
_TOLD_APART = tuple({x.partition("-")[0]: x for x in group.split()} for group in ("id ms", "bs hr sr-Latn"))
_OWN_WORDS = 2  # fewest words of its own that tell a language from those like it
_CLEARLY_MORE = 2  # times as many words of its own as of any other


def detected(sample: str) -> tuple[str, float]:
    """Return the detected language and its probability; "" if the detector is not sure or missing.

    It judges by the script of the first letter.
    """
    found = detector()
    if found is None:
        return "", 0.0
    result = found.FindLanguage(text=sample)
    language, _, script = str(result.language).partition("-")
    own = _by_own_words(language, sample)
    if own:
        return own, 1.0
    if not result.is_reliable or language in NO_LANGUAGE:
        return "", 0.0
    language = RENAMED.get(language, language)
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
def detector() -> Any:
    """Return CLD3, a small neural net without memory between texts, or None where it is not installed.

    It is loaded for the first page. Google's own `gcld3` has the same module name and works too.
    """
    try:
        import gcld3  # type: ignore[import-untyped]
    except ImportError:
        return None
    return gcld3.NNetLanguageIdentifier(0, 4 * SAMPLE)
