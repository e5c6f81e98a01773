"""Scoring: the numbers of a block, weights fitted on real pages, and from both how likely it is the article's."""

from .scorer import Scores, score

__all__ = ["Scores", "score"]
