"""Fitting the weights: pages with gold are `sheets`, `models` learn from them, `judging` measures those."""
