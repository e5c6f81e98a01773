"""Reads the names in lines that are known to be bylines."""

from __future__ import annotations

from collections.abc import Iterable

from ..evidence.bylines.names import names_in
from ..evidence.bylines.people import is_organisation, is_role
from ..evidence.damage import without_mojibake
from ..text.patterns import DIGIT


def signed_names(lines: Iterable[str]) -> list[str]:
    """Return the names in the lines of a byline: people and agencies, or else desks."""
    lines = [without_mojibake(line) for line in lines]
    people = [name for line in lines for name in names_in(line)]
    others = [name for line in lines for name in names_in(line, strict=False) if not DIGIT.search(name)]
    return people or [name for name in others if is_role(name) or is_organisation(name)]
