"""Scoring: how likely a block is article text, from its features and fitted weights."""

from .scorer import Scores, score

__all__ = ["Scores", "score"]
