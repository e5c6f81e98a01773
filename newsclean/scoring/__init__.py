"""Scoring: from the numbers of a block and fitted weights, how likely it is the article's."""

from .scorer import Scores, score

__all__ = ["Scores", "score"]
