"""Boxes that point to other stories, and single lines and links that do."""
