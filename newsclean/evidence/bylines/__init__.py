"""Finds who wrote a story: names in bylines, declared authors, and signatures around the title."""

from .names import names_in

__all__ = ["names_in"]
