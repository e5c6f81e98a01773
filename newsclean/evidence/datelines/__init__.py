"""Datelines: the "LONDON, March 7 (Reuters) -" that opens a news story, read from its line.

From the ground up: `gazetteer` knows places and agencies, `days` the dates; `pieces` cuts a line's opening
into what datelines are made of; `evidence` says when that is enough; `split` puts them together, with
`east_asian` for the forms of Chinese, Japanese and Korean papers.
"""

from __future__ import annotations

from .split import split_dateline

__all__ = ["split_dateline"]
