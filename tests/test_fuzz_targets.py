"""The fuzzer's targets without the fuzzer: their seeds, and the same mutations of them each time."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest
from damage import DAMAGES

FUZZ = Path(__file__).resolve().parent / "fuzz"
sys.path.append(str(FUZZ))

from targets import LONGEST, TARGETS  # noqa: E402

every_target = pytest.mark.parametrize("name", TARGETS)
_SEEDS = 20  # of a target in the short form
_STEPS = 4  # mutations of an input at most
_SHARES = (0.02, 0.1, 0.3)
_SPLICED = 500  # bytes of another input


def tokens(name: str) -> list[bytes]:
    lines = (FUZZ / TARGETS[name].tokens).read_text(encoding="utf-8").splitlines()
    found = (line[1:-1] for line in lines if line.startswith('"'))
    return [each.encode().decode("unicode_escape").encode("latin-1") for each in found]


def mutated(data: bytes, seeds: list[bytes], words: list[bytes], random: Random) -> bytes:
    """Return an input after one to four mutations: damage, a token put in, or a piece of another input."""
    for _ in range(random.randint(1, _STEPS)):
        at = random.randrange(len(data) + 1)
        kind = random.random()
        if kind < 0.5:
            data = random.choice(DAMAGES)(data or b" ", random.choice(_SHARES), random)
        elif kind < 0.9:
            data = data[:at] + random.choice(words) + data[at:]
        else:
            other = random.choice(seeds)
            start = random.randrange(len(other) + 1)
            data = data[:at] + other[start : start + _SPLICED] + data[at:]
    return data[:LONGEST]


def check(name: str, times: int, seed: int, most_seeds: int | None = None) -> None:
    if name == "archives":
        pytest.importorskip("fastwarc", reason="pip install 'newsclean[warc]'")
    target, words, random = TARGETS[name], tokens(name), Random(seed)
    seeds = list(target.seeds())
    for data in seeds if most_seeds is None else random.sample(seeds, min(most_seeds, len(seeds))):
        target.check(data)
    for _ in range(times):
        target.check(mutated(random.choice(seeds), seeds, words, random))


@every_target
def test_no_promise_is_broken(name: str) -> None:
    check(name, 60, seed=5, most_seeds=_SEEDS)


@pytest.mark.long
@every_target
def test_no_promise_is_broken_however_often(name: str) -> None:
    check(name, 3_000, seed=6)
