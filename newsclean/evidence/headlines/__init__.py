"""Finds the headline of a page, without site name and kicker, and the dek under it.

site_names        the names of the site
declared_titles   the titles that the head declares
cuts              removes site names, sections and kickers from a title line
html_headline     the headline among the blocks of an HTML page
dump_headline     the headline among the lines of a dump, by headline_signs of nearby_lines
prose_run         the run of prose in a dump that the headline stands over
deks, dump_deks   the dek under the headline
kickers           the kicker over or before the headline
"""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Block


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, its block if any, the reason and evidence for it, and its dek and kicker if any."""

    text: str
    block: Block | None
    reason: str
    evidence: str
    dek: Block | None = None
    dek_evidence: str = ""
    kicker: str = ""
    kicker_block: Block | None = None
    kicker_evidence: str = ""
    dek_text: str = ""
    """A dek inside the headline's block."""
