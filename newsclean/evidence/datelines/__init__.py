"""Reads datelines: the "LONDON, March 7 (Reuters) -" at the start of a news story.

From the ground up: `gazetteer` knows places and agencies, `days` reads dates, `pieces` cuts the start of a
line into a dateline's parts, `proof` decides whether these make one, and `split` puts it all together, with
`east_asian` for the forms of Chinese, Japanese and Korean papers, and `correspondents` for an opening that
names the author too. `recurring_places` looks for a place that no list holds in the rest of the page.
"""

from __future__ import annotations

from .split import correspondents_of, split_dateline

__all__ = ["correspondents_of", "split_dateline"]
