"""Scoring: how likely a block is article text, from its features and fitted weights."""
