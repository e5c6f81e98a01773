"""Fits the weights: `sheets` prepares pages with gold, `models` learns from them, `judging` measures."""
