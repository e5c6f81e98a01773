"""Compares blocks with gold bodies: labels for fitting, and the scores that are printed.

F1 over four-word shingles follows ScrapingHub's article-extraction-benchmark: the harmonic mean of mean
precision and mean recall over pages. Chinese, Japanese and Korean text is split into characters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import regex

from ...model import Block
from ...text.words import fold

_WORD = regex.compile(r"\w+")
_BY_CHARACTER = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_SHINGLE = 4  # words
_ENOUGH_WORDS = 5  # a shorter block has too few shingles to be judged by them
_UNDECIDED = -1.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the text's shingles with their counts."""
    tokens = _WORD.findall(text.lower())
    if _BY_CHARACTER.search(text[:400]):
        tokens = [c for c in text if c.isalnum()]
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + _SHINGLE]) for i in range(max(1, len(tokens) - _SHINGLE + 1)))


def labels(blocks: Sequence[Block], gold: str) -> list[float]:
    """Return, for each block, the share of its shingles that are in the gold body.

    A block of a few words is 1 if it is a line of the gold body; if it is only a part of one, it takes the
    label of its neighbours.
    """
    wanted = set(shingles(gold))
    lines = {fold(line) for line in gold.split("\n")}
    flat = f" {fold(gold)} "
    out: list[float] = []
    for block in blocks:
        text = fold(block.text)
        own = shingles(block.text)
        total = sum(own.values())
        if total + _SHINGLE - 1 >= _ENOUGH_WORDS:
            out.append(sum(n for s, n in own.items() if s in wanted) / total)
        elif not text:
            out.append(_UNDECIDED)
        elif text in lines:
            out.append(1.0)
        else:
            out.append(_UNDECIDED if f" {text} " in flat else 0.0)
    return _decided(out)


def editor_labels(blocks: Sequence[Block], decided: Mapping[str, bool]) -> list[float]:
    """Return 1 for a block that an editor kept, 0 for one that an editor dropped, NaN for one not seen."""
    return [float(decided.get(digest(block.text), "nan")) for block in blocks]


def digest(text: str) -> str:
    """Return six hexadecimal digits that tell the texts of a page apart, ignoring case and punctuation."""
    return blake2b(fold(text).encode(), digest_size=6).hexdigest()[:6]


@cache
def decisions() -> dict[str, dict[str, bool]]:
    """Return what editors decided, from `labels.tsv`: by page id, whether the block of a digest stays.

    They read all blocks of pages without a gold body, and decided by docs/what-is-the-article.md. A line
    of the file holds a page's id, the digests of what stays, of what goes, and reasons where a reader gave
    some, separated by tabs.
    """
    found = {}
    for line in (Path(__file__).parent / "labels.tsv").read_text(encoding="utf-8").splitlines():
        page, kept, dropped, _ = line.split("\t")
        found[page] = dict.fromkeys(dropped.split(), False) | dict.fromkeys(kept.split(), True)
    return found


def _decided(found: list[float]) -> list[float]:
    """Return the labels with undecided blocks as gold if the decided ones on both sides are gold."""
    out = list(found)
    before = 0.0
    for i, value in enumerate(found):
        if value != _UNDECIDED:
            before = value
            continue
        after = next((v for v in found[i + 1 :] if v != _UNDECIDED), 0.0)
        out[i] = float(min(before, after) >= 0.5)
    return out


def weak_labels(blocks: Sequence[Block], gold: Mapping[str, Any]) -> list[float]:
    """Return 1 for a block with a required snippet, 0 for one with a forbidden snippet, NaN for others."""
    required = [_flat(s) for s in gold["with"]]
    forbidden = [_flat(s) for s in gold["without"]]
    out = []
    for block in blocks:
        text = _flat(block.text)
        if any(s in text for s in required):
            out.append(1.0)
        else:
            out.append(0.0 if any(s in text for s in forbidden) else float("nan"))
    return out


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()


class Figures(dict[str, float]):
    """Scores by name; prints as `F1 .971 (P .960 R .981)` or `snippets .915`."""

    def __str__(self) -> str:
        if "F1" in self:
            return f"F1 {self['F1']:.4f} (P {self['P']:.3f} R {self['R']:.3f})"
        return f"snippets {self.get('snippets', 0.0):.4f}"


def f1(text: str, gold: str) -> float:
    """Return one page's F1 over shingles."""
    ours, theirs = shingles(text), shingles(gold)
    return 2 * sum((ours & theirs).values()) / (sum(ours.values()) + sum(theirs.values()) or 1)


def page_scores(pages: Iterable[tuple[Mapping[str, Any], str]]) -> Figures:
    """Return the scores over (gold, text) of many pages."""
    found: dict[str, list[float]] = defaultdict(list)
    for gold, text in pages:
        if gold["body"] is None:
            if gold["with"]:
                flat = _flat(text)
                right = [_flat(s) in flat for s in gold["with"]]
                right += [_flat(s) not in flat for s in gold["without"]]
                found["snippets"].append(sum(right) / len(right))
            continue
        ours, theirs = shingles(text), shingles(gold["body"])
        both = sum((ours & theirs).values())
        if ours:
            found["P"].append(both / sum(ours.values()))
        if theirs:
            found["R"].append(both / sum(theirs.values()))
    out = Figures({name: sum(values) / len(values) for name, values in found.items()})
    if "R" in out:
        p, r = out.get("P", 0.0), out["R"]
        out["F1"] = 2 * p * r / (p + r) if p + r else 0.0
    return out
