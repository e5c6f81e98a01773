"""Readers of HTML and soups: one tree walk, one block builder."""
