"""Readers of HTML and of soups, which share one tree walk and one block builder."""
