"""Reads and sets which blocks stay so far: the last one, and those that the scorer nearly keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def keep_near(places: Iterable[int], slack: float, over: Sequence[float], keep: list[bool]) -> None:
    """Keep the blocks at these places that are at most `slack` below the threshold.

    over: each block's log-odds above the threshold.
    """
    for i in places:
        keep[i] = keep[i] or over[i] >= -slack


def last_kept(keep: Sequence[bool]) -> int:
    """Return the place of the last block that stays; one must."""
    return len(keep) - 1 - keep[::-1].index(True)
