"""Reads and sets which blocks stay so far: the last one, and those that the scorer nearly keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def keep_near(places: Iterable[int], slack: float, near: Sequence[float], keep: list[bool]) -> None:
    """Keep the blocks at these places that are at most `slack` below the threshold.

    near: log-odds above the threshold, of each block.
    """
    for i in places:
        keep[i] = keep[i] or near[i] >= -slack


def last_kept(keep: Sequence[bool]) -> int:
    """Return the place of the last block that stays; one must."""
    return len(keep) - 1 - keep[::-1].index(True)
