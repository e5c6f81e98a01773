"""Finds what the headlines of a site begin or end with, such as its name, and cuts it off.

>>> titles = ["Lenn News > Ferry sails", "Lenn News > Bakery opens", "Lenn News > Council meets"]
>>> sorted(shared_affixes(titles))
['lenn news']
>>> without_affixes("Lenn News > Storm closes port", frozenset(["lenn news"]))
'Storm closes port'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ..text.patterns import pattern
from ..text.words import fold

_LEAST_TITLES = 3
_SHARE = 0.5  # of a site's headlines; a kicker or a series is on fewer
_LONGEST = 300  # characters of a headline
_LEAST_LETTERS = 4  # of a headline that is left
# Lenn News > Ferry sails    Ferry sails - Lenn News    uho優活健康網 〉檢視火線新聞 〉…
_MARK = pattern(r"[|–—:·•»›>〉》/_]++|(?<=\s)-++(?=\s)")


def shared_affixes(titles: Sequence[str]) -> frozenset[str]:
    """Return the folded beginnings and ends, up to a mark, that most of the different headlines share."""
    different = {fold(title): title for title in titles if title}
    counts = Counter(affix for title in different.values() for affix in {fold(x) for x, _ in _parted(title)})
    least = max(_LEAST_TITLES, _SHARE * len(different))
    return frozenset(affix for affix, count in counts.items() if affix and count >= least)


def without_affixes(title: str, affixes: Collection[str]) -> str:
    """Return the headline without its longest beginning and end among the affixes."""
    if not affixes or len(title) > _LONGEST:
        return title
    for affix, rest in sorted(_parted(title), key=lambda parts: len(parts[1])):
        if fold(affix) in affixes and len(fold(rest)) >= _LEAST_LETTERS:
            return without_affixes(rest, affixes)
    return title


def _parted(title: str) -> Iterator[tuple[str, str]]:
    """Yield each beginning with what follows it, and each end with what comes before it."""
    for mark in _MARK.finditer(title):
        before, after = title[: mark.start()].strip(), title[mark.end() :].strip()
        yield before, after
        yield after, before
